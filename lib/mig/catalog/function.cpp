#include "mig/catalog/session.hpp"
#include "mig/catalog/statements.hpp"

namespace mig::catalog {
namespace {

void append(Parts& parts, const Parts& more) {
  parts.insert(parts.end(), more.begin(), more.end());
}

/// As pg_get_function_identity_arguments(): "i text, OUT total integer".
void parameters(Session& session, Object& routine, Node list, bool procedure) {
  Parts types;
  for (const auto& parameter : list.items()) {
    const auto mode = parameter["mode"].text();
    if (mode == "FUNC_PARAM_TABLE") continue;
    const auto type = type_parts(session, parameter["argType"], false);
    const bool out = mode == "FUNC_PARAM_OUT";
    if (!out) {
      if (!types.empty()) types.push_back({", ", 0});
      append(types, type);
    }
    std::string before = routine.arguments.empty() ? "" : ", ";
    if (out) before += "OUT ";
    const bool plain = mode == "FUNC_PARAM_IN" || mode == "FUNC_PARAM_DEFAULT";
    if (procedure && plain) before += "IN ";
    if (mode == "FUNC_PARAM_INOUT") before += "INOUT ";
    if (mode == "FUNC_PARAM_VARIADIC") before += "VARIADIC ";
    if (const auto name = parameter["name"].text(); !name.empty())
      before += std::string(name) + ' ';
    routine.arguments.push_back({before, 0});
    routine.arguments.append(type);
    for (const auto& part : type) {
      if (part.named != 0) routine.needs.push_back({part.named, Bond::normal});
    }
  }
  routine.set(".types", session.catalog.render(types));
}

}  // namespace

void create_function(Session& session, Node create) {
  const auto name = names_of(create["funcname"]);
  if (name.empty()) return;
  Object routine;
  routine.kind = ObjectKind::function;
  const bool procedure = create["is_procedure"].truth();
  routine.name = name.back();
  routine.schema =
      name.size() > 1 ? session.schema(name[name.size() - 2]) : session.current_schema();
  routine.temporary = routine.schema == session.catalog.temporary_schema();
  routine.needs.push_back({routine.schema, Bond::normal});
  parameters(session, routine, create["parameters"], procedure);
  if (procedure) routine.set("routine", "procedure");
  std::string defaults;
  for (const auto& parameter : create["parameters"].items()) {
    if (parameter["defexpr"])
      append_needs(routine, expression(session, parameter["defexpr"], {}), Bond::normal);
    parameter["defexpr"].each([&](Node at) {
      if (at.key() != "location") defaults += at.text();
    });
  }
  routine.set("defaults", defaults);
  routine.attributes["returns"] = type_parts(session, create["returnType"], false);
  for (const auto& part : routine.attributes["returns"]) {
    if (part.named != 0) routine.needs.push_back({part.named, Bond::normal});
  }
  for (const auto& option : create["options"].items()) {
    const auto key = std::string(option["defname"].text());
    std::string value;
    option["arg"].each([&](Node at) {
      if (at.key() != "location") value += at.text();
    });
    routine.set("option " + key, value);
  }
  if (create["sql_body"]) {
    const auto body = expression(session, create["sql_body"], {});
    routine.attributes["body"] = body.parts;
    append_needs(routine, body, Bond::normal);
  }
  routine.body = session.source;
  create_or_replace(session, std::move(routine), create["replace"].truth());
}

void alter_function(Session& session, Node alter) {
  const Id id = session.routine(alter["func"], kind_of_object_type(alter["objtype"].text()));
  session.touch(Operation::alter, id);
  for (const auto& action : alter["actions"].items()) {
    std::string value;
    action["arg"].each([&](Node at) {
      if (at.key() != "location") value += at.text();
    });
    const bool path =
        action["defname"].text() == "set" && (action["arg"]["name"].text() == "search_path" ||
                                              action["arg"]["kind"].text() == "VAR_RESET_ALL");
    session.edit(id, [&](Object& object) {
      if (path) object.set(".path", "altered");
      object.set("option " + std::string(action["defname"].text()), value);
    });
  }
}

}  // namespace mig::catalog
