#include <algorithm>

#include "mig/catalog/builtin_functions.hpp"
#include "mig/catalog/hazard_watch.hpp"
#include "mig/catalog/tables.hpp"

namespace mig::catalog {
namespace {

// Of PostgreSQL's own and of the usual extensions; everything else there answers the same within a
// statement.
constexpr std::string_view kVolatile =
    " clock_timestamp currval gen_random_bytes gen_random_uuid gen_salt lastval nextval "
    "pg_notify random setval timeofday uuid_generate_v1 uuid_generate_v1mc uuid_generate_v4 "
    "uuidv4 uuidv7 ";

bool is_volatile_call(const Session& session, Node call) {
  const auto name = names_of(call["funcname"]);
  if (name.empty()) return false;
  const auto word = ' ' + name.back() + ' ';
  if (kVolatile.find(word) != std::string_view::npos) return true;
  const auto holders =
      name.size() > 1 ? std::vector<std::string>{name[name.size() - 2]} : session.search_path;
  for (const auto& holder : holders) {
    const Id schema = session.catalog.find(name_space(ObjectKind::schema), 0, holder);
    if (schema == 0) continue;
    for (const Id id : session.catalog.functions(schema, name.back())) {
      const auto declared = session.catalog.at(id).text("option volatility");
      return declared != "immutable" && declared != "stable";
    }
  }
  return !is_builtin_function(name.back()) && !is_pure_extension_function(name.back());
}

struct Definition {
  Node default_value;
  bool not_null = false;
  bool primary = false;
  bool unique = false;
  bool checked = false;
  bool references = false;
  std::string generated;  ///< what makes the server write every row
};

bool is_serial(Node type_name) {
  const auto names = names_of(type_name["names"]);
  return names.size() == 1 && names[0].find("serial") != std::string::npos;
}

Definition read_definition(Node column) {
  Definition definition;
  for (const auto& constraint : column["constraints"].items()) {
    const auto type = constraint["contype"].text();
    if (type == "CONSTR_DEFAULT") definition.default_value = constraint["raw_expr"];
    if (type == "CONSTR_NOTNULL") definition.not_null = true;
    if (type == "CONSTR_PRIMARY") definition.primary = true;
    if (type == "CONSTR_UNIQUE") definition.unique = true;
    if (type == "CONSTR_CHECK") definition.checked = true;
    if (type == "CONSTR_FOREIGN") definition.references = true;
    if (type == "CONSTR_GENERATED") definition.generated = "GENERATED ALWAYS AS ... STORED";
    if (type == "CONSTR_IDENTITY") definition.generated = "GENERATED AS IDENTITY";
  }
  if (is_serial(column["typeName"]))
    definition.generated = on_one_line(names_of(column["typeName"]["names"])[0]);
  return definition;
}

std::string type_text(Session& session, Node type_name) {
  return session.catalog.render(type_parts(session, type_name));
}

/// A column's own value, cast or not, is what PostgreSQL would take without USING.
bool converts_itself(Session& session, Node using_, std::string_view column,
                     std::string_view type) {
  if (!using_) return true;
  if (using_.is("TypeCast")) {
    const auto cast = type_text(session, using_["typeName"]);
    const bool fits = cast == type || std::string_view(type).starts_with(cast + "(");
    return fits && converts_itself(session, using_["arg"], column, type);
  }
  const auto names = names_of(using_["fields"]);
  return using_.is("ColumnRef") && !names.empty() && names.back() == column;
}

void add_column(Session& session, const Target& table, Node command) {
  const auto definition = command["def"];
  const auto name = definition["colname"].text();
  if (table.id != 0 && session.find_column(table.id, name) != 0) return;
  const auto found = read_definition(definition);
  const bool has_default = found.default_value && !is_null(found.default_value);
  const auto add = [&](HazardKind kind) -> Hazard& {
    auto& hazard = tell(session, kind, table, LockLevel::access_exclusive);
    hazard.object = {ObjectKind::column, table.name + '.' + std::string(name)};
    hazard.sql_part = spelled(name);
    return hazard;
  };
  const bool computed = has_default && is_volatile(session, found.default_value);
  if (!found.generated.empty() || computed) {
    auto& hazard = add(HazardKind::column_rewrite);
    hazard.detail = computed ? "a default that is computed for every row" : found.generated;
  } else if ((found.not_null || found.primary) && !has_default) {
    add(HazardKind::required_column);
  } else if (found.checked && has_default) {
    add(HazardKind::check_scan).sql_part.clear();
  } else if (found.references && has_default) {
    auto& hazard = add(HazardKind::foreign_key_scan);
    hazard.sql_part.clear();
  } else if (found.unique) {
    auto& hazard = add(HazardKind::unique_build);
    hazard.sql_part.clear();
    hazard.detail = "UNIQUE (" + spelled(name) + ')';
  }
}

}  // namespace

bool is_volatile(const Session& session, Node expression) {
  bool found = false;
  expression.each([&](Node at) {
    if (at.is("FuncCall") && is_volatile_call(session, at)) found = true;
    // Only this one of the words that call no function by name: the rest are the transaction's.
    if (at.is("NextValueExpr")) found = true;
  });
  return found;
}

void watch_type_change(Session& session, const Target& table, Node command) {
  const auto name = command["name"].text();
  const auto to = type_text(session, command["def"]["typeName"]);
  const Id column = table.id == 0 ? 0 : session.find_column(table.id, name);
  std::string from;
  if (column != 0 && session.catalog.at(column).has("type"))
    from = session.catalog.render(session.catalog.at(column).attributes.at("type"));
  const auto using_ = command["def"]["raw_default"];
  const bool plain = converts_itself(session, using_, name, to);
  if (!from.empty() && plain && keeps_rows(from, to)) return;
  auto& hazard = tell(
      session, from.empty() && plain ? HazardKind::type_change_unknown : HazardKind::type_change,
      table, LockLevel::access_exclusive);
  hazard.object = {ObjectKind::column, table.name + '.' + std::string(name)};
  hazard.sql_part = spelled(name);
  hazard.detail = from.empty() ? "to " + to : "from " + from + " to " + to;
}

void watch_column(Session& session, const Target& table, Node command) {
  // A view has no rows of its own.
  if (table.kind == ObjectKind::view) return;
  if (command["subtype"].text() == "AT_AddColumn") {
    add_column(session, table, command);
  } else {
    watch_type_change(session, table, command);
  }
}

}  // namespace mig::catalog
