#include <algorithm>

#include "mig/catalog/heirs.hpp"
#include "mig/catalog/obstacle_watch.hpp"
#include "mig/catalog/session.hpp"
#include "mig/catalog/statements.hpp"
#include "mig/catalog/tables.hpp"

namespace mig::catalog {
namespace {

Object blank_type(Session& session, ObjectKind kind, const std::vector<std::string>& name) {
  Object type;
  type.kind = kind;
  type.name = name.empty() ? "" : name.back();
  type.schema = name.size() > 1 ? session.schema(name[name.size() - 2]) : session.current_schema();
  type.needs.push_back({type.schema, Bond::normal});
  return type;
}

/// Values stand in one attribute, each closed by a line feed, in their order.
void insert_value(std::string& values, Node alter) {
  const auto value = std::string(alter["newVal"].text()) + '\n';
  if (('\n' + values).find('\n' + value) != std::string::npos) return;
  const auto neighbour = alter["newValNeighbor"].text();
  auto place = values.size();
  if (!neighbour.empty()) {
    const auto found = ('\n' + values).find('\n' + std::string(neighbour) + '\n');
    if (found != std::string::npos) {
      place = alter["newValIsAfter"].truth() ? found + neighbour.size() + 1 : found;
    }
  }
  values.insert(std::min(place, values.size()), value);
}

}  // namespace

void create_enum(Session& session, Node create) {
  auto type = blank_type(session, ObjectKind::enumeration, names_of(create["typeName"]));
  std::string values;
  for (const auto& value : names_of(create["vals"])) values += value + '\n';
  type.set("values", values);
  create_or_replace(session, std::move(type), false);
}

/// Defaults hold the value itself, not its name.
static void rename_in_defaults(Session& session, Id type, std::string_view old_value,
                               std::string_view new_value) {
  const auto wanted = "sval" + std::string(old_value) + ';';
  for (const Id id : session.catalog.dependents(type)) {
    auto object = session.catalog.at(id);
    for (auto& [key, parts] : object.attributes) {
      if (parts.empty()) continue;
      // Of what was captured only a digest is known: it may spell that value.
      if (parts.front().text.starts_with("sha256:"))
        parts.front().text += " renamed " + std::string(old_value);
      if (key != "default") continue;
      for (auto& part : parts) {
        const auto found = part.text.find(wanted);
        if (found != std::string::npos)
          part.text.replace(found, wanted.size(), "sval" + std::string(new_value) + ';');
      }
    }
    if (object != session.catalog.at(id)) session.catalog.respell(id, std::move(object));
  }
}

void alter_enum(Session& session, Node alter) {
  const Id id = session.type_named(names_of(alter["typeName"]), ObjectKind::enumeration);
  session.touch(Operation::alter, id);
  auto values = session.catalog.at(id).text("values");
  if (const auto old_value = alter["oldVal"].text(); !old_value.empty()) {
    const auto found = ('\n' + values).find('\n' + std::string(old_value) + '\n');
    if (found != std::string::npos) values.replace(found, old_value.size(), alter["newVal"].text());
    rename_in_defaults(session, id, old_value, alter["newVal"].text());
  } else {
    insert_value(values, alter);
  }
  session.edit(id, [&](Object& object) {
    object.kind = ObjectKind::enumeration;
    object.set("values", values);
  });
}

namespace {

void add_domain_check(Session& session, Id domain, Node node) {
  const auto& holder = session.catalog.at(domain);
  Object check;
  check.kind = ObjectKind::constraint;
  check.parent = domain;
  check.name = node["conname"].text();
  if (check.name.empty())
    check.name = choose_constraint_name(session, holder.schema, holder.name, {}, "check");
  check.set(".type", "CONSTR_CHECK");
  if (node["skip_validation"].truth()) check.set("valid", "false");
  const auto found = expression(session, node["raw_expr"], {});
  check.attributes["check"] = found.parts;
  append_needs(check, found, Bond::normal);
  check.needs.push_back({domain, Bond::automatic});
  session.catalog.add(std::move(check));
}

void drop_domain_check(Session& session, Id domain, Node alter) {
  const auto name = alter["name"].text();
  const bool optional = alter["missing_ok"].truth();
  const Id known = session.catalog.find(name_space(ObjectKind::constraint), domain, name);
  if (known == 0 && optional && session.catalog.complete) return;
  const Id id = session.member(ObjectKind::constraint, domain, name);
  if (known == 0 && optional) session.catalog.doubt(id);
  session.drop(id, alter["behavior"].text() == "DROP_CASCADE");
}

}  // namespace

void create_domain(Session& session, Node create) {
  auto type = blank_type(session, ObjectKind::domain, names_of(create["domainname"]));
  type.attributes["type"] = type_parts(session, create["typeName"]);
  for (const auto& part : Parts(type.attributes["type"])) {
    if (part.named != 0) type.needs.push_back({part.named, Bond::normal});
  }
  const auto holder = type.schema;
  const auto name = type.name;
  for (const auto& constraint : create["constraints"].items()) {
    const auto kind = constraint["contype"].text();
    if (kind == "CONSTR_NOTNULL") type.set("not_null", "true");
    if (kind == "CONSTR_DEFAULT")
      type.attributes["default"] = expression(session, constraint["raw_expr"], {}).parts;
  }
  const bool present = session.catalog.find('t', holder, name) != 0;
  create_or_replace(session, std::move(type), false);
  const Id id = session.catalog.find('t', holder, name);
  if (present || id == 0) return;
  for (const auto& constraint : create["constraints"].items()) {
    if (constraint["contype"].text() == "CONSTR_CHECK") add_domain_check(session, id, constraint);
  }
}

void alter_domain(Session& session, Node alter) {
  const Id id = session.type_named(names_of(alter["typeName"]), ObjectKind::domain);
  session.touch(Operation::alter, id);
  const auto command = alter["subtype"].text();
  if (command == "C") {
    add_domain_check(session, id, alter["def"]);
  } else if (command == "X") {
    drop_domain_check(session, id, alter);
  } else if (command == "V") {
    const Id check = session.member(ObjectKind::constraint, id, alter["name"].text());
    session.edit(check, [](Object& object) { object.clear("valid"); });
  } else if (command == "T") {
    const auto found = expression(session, alter["def"], {});
    session.edit(id, [&](Object& object) {
      object.clear("default");
      if (!found.parts.empty()) object.attributes["default"] = found.parts;
    });
  } else {
    session.edit(id, [&](Object& object) {
      object.clear("not_null");
      if (command == "O") object.set("not_null", "true");
    });
  }
}

void create_composite(Session& session, Node create) {
  bool temporary = false;
  auto type = blank_type(session, ObjectKind::composite,
                         {std::string(create["typevar"]["relname"].text())});
  type.schema = session.creation_schema(create["typevar"], temporary);
  type.needs = {{type.schema, Bond::normal}};
  if (const Id present = session.catalog.find('r', type.schema, type.name)) {
    tell_present(session, present);
    session.touch(Operation::create, present);
    return;
  }
  const Id id = session.catalog.add(std::move(type));
  for (const auto& field : create["coldeflist"].items()) add_column(session, id, field);
}

void alter_composite(Session& session, Node alter) {
  const Id id = session.relation(alter["relation"], ObjectKind::composite);
  session.touch(Operation::alter, id);
  for (const auto& command : alter["cmds"].items()) {
    alter_relation_command(session, id, command);
    for (const Id table : typed_tables(session, id, command["behavior"].text()))
      alter_relation_command(session, table, command);
  }
}

void create_range(Session& session, Node create) {
  auto type = blank_type(session, ObjectKind::range, names_of(create["typeName"]));
  type.attributes["parameters"] = expression(session, create["params"], {}).parts;
  create_or_replace(session, std::move(type), false);
}

namespace {

/// CREATE AGGREGATE f(float8 ORDER BY anyelement), f(*), and the old style with its BASETYPE.
void aggregate_arguments(Session& session, Object& object, Node define) {
  Parts types;
  const auto add = [&](const Parts& type, const char* separator, std::string_view name) {
    const std::string before = object.arguments.empty() ? "" : separator;
    object.arguments.push_back(
        {before + (name.empty() ? std::string() : std::string(name) + ' '), 0});
    object.arguments.append(type);
    if (!types.empty()) types.push_back({", ", 0});
    types.insert(types.end(), type.begin(), type.end());
    for (const auto& part : type) {
      if (part.named != 0) object.needs.push_back({part.named, Bond::normal});
    }
  };
  const auto parts = define["args"].items();
  const auto direct = parts.size() > 1 ? parts[1]["ival"].number(0) : 0;
  const bool ordered = parts.size() > 1 && parts[1]["ival"].number(0) >= 0 &&
                       parts[1].is("Integer") && !parts[1]["ival"].text().starts_with("-");
  std::int64_t at = 0;
  const auto parameters = parts.empty() ? Node() : parts[0]["items"];
  for (const auto& parameter : parameters.items()) {
    const bool first_ordered = ordered && at++ == direct;
    const auto type = type_parts(session, parameter["argType"], false);
    const auto mode =
        std::string(parameter["mode"].text() == "FUNC_PARAM_VARIADIC" ? "VARIADIC" : "");
    const auto name = std::string(parameter["name"].text());
    add(type, first_ordered ? " ORDER BY " : ", ",
        mode.empty() || name.empty() ? mode + name : mode + ' ' + name);
  }
  for (const auto& option : define["definition"].items()) {
    const auto named = names_of(option["arg"]["names"]);
    const bool any = !named.empty() && (named.back() == "any" || named.back() == "ANY");
    if (option["defname"].text() == "basetype" && !any && option["arg"])
      add(type_parts(session, option["arg"], false), ", ", {});
  }
  object.set(".types", session.catalog.render(types));
}

}  // namespace

namespace {

/// What an aggregate or an operator runs when it is used.
void support_function(Session& session, Object& object, const std::vector<std::string>& path) {
  if (path.empty()) return;
  const auto holders =
      path.size() > 1 ? std::vector<std::string>{path[path.size() - 2]} : session.search_path;
  bool found = false;
  for (const auto& holder : holders) {
    const Id schema = session.catalog.find(name_space(ObjectKind::schema), 0, holder);
    if (schema == 0) continue;
    for (const Id id : session.catalog.functions(schema, path.back())) {
      object.attributes[".runs"].push_back({"", id});
      found = true;
    }
  }
  if (!found)
    object.attributes[".calls"].push_back(
        {path.size() > 1 ? path[path.size() - 2] + '.' + path.back() : path.back(), 0});
}

}  // namespace

void define_object(Session& session, Node define) {
  const auto kind = kind_of_object_type(define["kind"].text());
  const auto name = names_of(define["defnames"]);
  auto object =
      blank_type(session, kind == ObjectKind::enumeration ? ObjectKind::base_type : kind, name);
  object.attributes["definition"] = expression(session, define["definition"], {}).parts;
  if (is_routine(kind)) aggregate_arguments(session, object, define);
  if (kind == ObjectKind::operator_) {
    std::vector<Node> sides(2);
    for (const auto& option : define["definition"].items()) {
      if (option["defname"].text() == "leftarg") sides[0] = option["arg"];
      if (option["defname"].text() == "rightarg") sides[1] = option["arg"];
    }
    object.name = operator_name(session, object.name, sides);
    for (const auto& side : sides) {
      for (const auto& part : type_parts(session, side, false)) {
        if (part.named != 0) object.needs.push_back({part.named, Bond::normal});
      }
    }
  }
  if (is_routine(kind)) object.set("routine", "aggregate");
  for (const auto& option : define["definition"].items()) {
    const auto key = option["defname"].text();
    const bool runs = key.ends_with("func") || key == "procedure" || key == "function";
    if (runs) support_function(session, object, names_of(option["arg"]["names"]));
  }
  create_or_replace(session, std::move(object), define["replace"].truth());
}

}  // namespace mig::catalog
