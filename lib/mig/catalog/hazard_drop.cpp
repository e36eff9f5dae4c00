#include "mig/catalog/hazard_watch.hpp"
#include "mig/catalog/statements.hpp"

namespace mig::catalog {
namespace {

void drop_index(Session& session, const std::vector<std::string>& path, bool concurrently) {
  if (concurrently || path.empty()) return;
  const auto holder = path.size() > 1 ? path[path.size() - 2] : std::string();
  const Id id = session.find_relation(holder, path.back());
  if (id != 0 && session.catalog.at(id).kind != ObjectKind::index) return;
  if (id == 0 && session.catalog.complete) return;
  Target table;
  table.existing = id == 0 || is_existing(session, id);
  const Id parent = id == 0 ? 0 : session.catalog.at(id).parent;
  if (parent != 0) table = target_of(session, parent);
  if (id != 0) table.existing = table.existing && is_existing(session, id);
  auto& hazard = tell(session, HazardKind::index_drop, table, LockLevel::access_exclusive);
  hazard.object = {ObjectKind::index,
                   path.size() > 1 ? path[path.size() - 2] + '.' + path.back() : path.back()};
  hazard.sql_part = spelled(path);
  if (table.existing) tell_lock(session, table, LockLevel::access_exclusive);
}

/// What a drop takes with it that cannot be made again from a definition.
std::string_view holder_of_data(std::string_view type) {
  if (type == "OBJECT_TABLE") return "DROP TABLE";
  if (type == "OBJECT_SCHEMA") return "DROP SCHEMA";
  return {};
}

bool holds_old_tables(const Session& session, Id schema) {
  for (const Id id : session.catalog.dependents(schema)) {
    if (is_table_like(session.catalog.at(id).kind) && is_existing(session, id)) return true;
  }
  return false;
}

void drop_holder(Session& session, std::string_view type, const std::vector<std::string>& path,
                 bool cascade) {
  const auto what = holder_of_data(type);
  Target target;
  target.kind = kind_of_object_type(type);
  target.existing = !session.catalog.complete;
  Id id = 0;
  if (type == "OBJECT_SCHEMA") {
    id = session.catalog.find(name_space(ObjectKind::schema), 0, path.back());
    target.name = path.back();
    target.sql = spelled(path.back());
    // Without CASCADE the server drops only a schema that holds nothing.
    if (!cascade) return;
    if (id != 0) target.existing = is_existing(session, id) || holds_old_tables(session, id);
    if (id != 0 && !session.catalog.at(id).assumed && !holds_old_tables(session, id)) return;
  } else {
    const auto holder = path.size() > 1 ? path[path.size() - 2] : std::string();
    id = session.find_relation(holder, path.back());
    if (id != 0) target = target_of(session, id);
    if (id == 0) {
      target.name = path.size() > 1
                        ? holder + '.' + path.back()
                        : session.catalog.at(session.current_schema()).name + '.' + path.back();
      target.sql = spelled(path);
    }
  }
  if (!target.existing) return;
  tell(session, HazardKind::destroys_data, target, LockLevel::access_exclusive).detail = what;
  if (is_table_like(target.kind)) tell_lock(session, target, LockLevel::access_exclusive);
}

void drop_policy(Session& session, const std::vector<std::string>& path) {
  if (path.size() < 2) return;
  const auto holder = path.size() > 2 ? path[path.size() - 3] : std::string();
  const Id id = session.find_relation(holder, path[path.size() - 2]);
  if (id == 0 && session.catalog.complete) return;
  Target table;
  if (id != 0) {
    table = target_of(session, id);
    const Id policy = session.catalog.find(name_space(ObjectKind::policy), id, path.back());
    if (policy != 0 && !is_existing(session, policy)) return;
    if (policy == 0 && session.catalog.complete) return;
  } else {
    const auto schema = holder.empty() ? session.catalog.at(session.current_schema()).name : holder;
    table.name = schema + '.' + path[path.size() - 2];
    table.sql = spelled({schema, path[path.size() - 2]});
  }
  auto& hazard = tell(session, HazardKind::policy_loosened, table, LockLevel::access_exclusive);
  hazard.object = {ObjectKind::policy, table.name + '/' + path.back()};
  hazard.sql_part = spelled(path.back());
  hazard.detail = "DROP POLICY";
}

}  // namespace

void watch_drop(Session& session, Node statement) {
  if (statement.is("DropdbStmt") || statement.is("DropOwnedStmt")) {
    const bool database = statement.is("DropdbStmt");
    auto& hazard = tell(session, HazardKind::destroys_data,
                        {database ? ObjectKind::database : ObjectKind::role,
                         database ? std::string(statement["dbname"].text())
                                  : std::string(statement["roles"].first()["rolename"].text())});
    hazard.detail = database ? "DROP DATABASE" : "DROP OWNED BY";
    return;
  }
  const auto type = statement["removeType"].text();
  const bool cascade = statement["behavior"].text() == "DROP_CASCADE";
  for (const auto& object : statement["objects"].items()) {
    const auto path = names_of(object);
    if (path.empty()) continue;
    if (type == "OBJECT_INDEX") drop_index(session, path, statement["concurrent"].truth());
    if (type == "OBJECT_POLICY") drop_policy(session, path);
    if (!holder_of_data(type).empty()) drop_holder(session, type, path, cascade);
  }
}

}  // namespace mig::catalog
