#include "mig/catalog/hazard_watch.hpp"

namespace mig::catalog {
namespace {

std::string path_text(const std::vector<std::string>& path) {
  std::string text;
  for (const auto& name : path) text += (text.empty() ? "" : ".") + name;
  return text;
}

void rename_enum_value(Session& session, Node statement) {
  const auto path = names_of(statement["typeName"]);
  const Id type = session.find_type(path);
  const bool existing = type == 0 ? !session.catalog.complete : is_existing(session, type);
  if (!statement["oldVal"]) {
    // In the transaction that created the type itself its new values are usable at once.
    if (existing && (session.watch.in_block || session.watch.nested > 0))
      session.watch.new_values[std::string(statement["newVal"].text())] = path_text(path);
    return;
  }
  auto& hazard = tell(session, HazardKind::rename, {ObjectKind::enumeration, path_text(path)});
  hazard.on_existing = existing;
  hazard.detail = "value '" + std::string(statement["oldVal"].text()) + "' to '" +
                  std::string(statement["newVal"].text()) + '\'';
}

void rename_relation(Session& session, Node statement, const std::string& to,
                     std::string_view type) {
  const bool column = type == "OBJECT_COLUMN";
  const auto kind = type == "OBJECT_VIEW" || type == "OBJECT_MATVIEW"
                        ? (type == "OBJECT_VIEW" ? ObjectKind::view : ObjectKind::matview)
                        : ObjectKind::table;
  auto table = target_of(session, statement["relation"], kind);
  if (table.id == 0 && session.catalog.complete) return;
  if (table.kind == ObjectKind::index || table.kind == ObjectKind::sequence) return;
  const auto name = statement["subname"].text();
  if (column && table.id != 0) {
    const Id id = session.find_column(table.id, name);
    table.existing = table.existing && (id == 0 || is_existing(session, id));
  }
  auto& hazard = tell(session, HazardKind::rename, table, LockLevel::access_exclusive);
  if (column) hazard.object = {ObjectKind::column, table.name + '.' + std::string(name)};
  if (column) hazard.sql_part = spelled(name);
  hazard.detail = to;
  if (is_table_like(table.kind)) tell_lock(session, table, LockLevel::access_exclusive);
}

}  // namespace

void watch_rename(Session& session, Node statement) {
  if (statement.is("AlterEnumStmt")) {
    rename_enum_value(session, statement);
    return;
  }
  const bool moves = statement.is("AlterObjectSchemaStmt");
  const auto type = statement[moves ? "objectType" : "renameType"].text();
  const auto to = std::string(statement[moves ? "newschema" : "newname"].text());
  if (type == "OBJECT_SCHEMA") {
    const auto name = std::string(statement["subname"].text());
    const Id id = session.catalog.find(name_space(ObjectKind::schema), 0, name);
    auto& hazard = tell(session, HazardKind::rename, {ObjectKind::schema, name});
    hazard.on_existing = id == 0 ? !session.catalog.complete : is_existing(session, id);
    hazard.detail = "to " + spelled(to);
    return;
  }
  const bool known = type == "OBJECT_TABLE" || type == "OBJECT_COLUMN" || type == "OBJECT_VIEW" ||
                     type == "OBJECT_MATVIEW" || type == "OBJECT_FOREIGN_TABLE";
  const bool of_type = statement["relationType"].text() == "OBJECT_TYPE";
  if (known && !of_type)
    rename_relation(session, statement, (moves ? "into schema " : "to ") + spelled(to), type);
}

}  // namespace mig::catalog
