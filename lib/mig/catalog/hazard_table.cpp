#include <algorithm>

#include "mig/catalog/hazard_watch.hpp"
#include "mig/catalog/tables.hpp"

namespace mig::catalog {
namespace {

bool is_validated(const Object& constraint) {
  return constraint.text("valid") != "false";
}

/// A CHECK that nobody has seen, validated by this very change, may be any.
bool may_prove(const Object& constraint) {
  if (!is_validated(constraint)) return false;
  if (constraint.assumed) return constraint.text("valid") == "true";
  return constraint.text(".type") == "CONSTR_CHECK" || constraint.has("check");
}

bool proves_not_null(Session& session, Id table, std::string_view column) {
  const auto query = sql::parse_fragment("SELECT " + spelled(column) + " IS NOT NULL");
  if (!query) return false;
  const auto test = query->root()["stmts"].first()["stmt"]["targetList"].first()["val"];
  const auto wanted = session.catalog.render(expression(session, test, {table}).parts);
  for (const Id id : session.catalog.children(table, ObjectKind::constraint)) {
    const auto& constraint = session.catalog.at(id);
    if (!may_prove(constraint)) continue;
    if (constraint.assumed) return true;
    const auto check = constraint.attributes.find("check");
    if (check == constraint.attributes.end()) continue;
    const auto text = session.catalog.render(check->second);
    // Of a check in a baseline only the digest is known: over this very column it may be the one.
    const bool may_be = text.starts_with("sha256:") && constraint.columns.size() == 1 &&
                        constraint.columns.front() == session.find_column(table, column);
    if (may_be || text.find(wanted) != std::string::npos) return true;
  }
  return false;
}

void set_not_null(Session& session, const Target& table, Node command) {
  const auto name = command["name"].text();
  if (table.id != 0) {
    const Id column = session.find_column(table.id, name);
    if (column != 0 && session.catalog.at(column).has("not_null")) return;
    if (proves_not_null(session, table.id, name)) return;
  }
  auto& hazard = tell(session, HazardKind::not_null_scan, table, LockLevel::access_exclusive);
  hazard.object = {ObjectKind::column, table.name + '.' + std::string(name)};
  hazard.sql_part = spelled(name);
  hazard.detail = spelled(std::string(name) + "_not_null");
}

std::string constraint_key(const Target& table, std::string_view name) {
  return table.name + '/' + std::string(name);
}

void add_constraint(Session& session, const Target& table, Node constraint) {
  const auto type = constraint["contype"].text();
  const auto name = constraint["conname"].text();
  const bool foreign = type == "CONSTR_FOREIGN";
  if (foreign) {
    const auto other = target_of(session, constraint["pktable"]);
    if (!table.existing) tell_lock(session, other, LockLevel::share_row_exclusive);
  }
  if (constraint["skip_validation"].truth()) {
    session.watch.unvalidated.insert(constraint_key(table, name));
    return;
  }
  if (type == "CONSTR_CHECK" || foreign) {
    auto& hazard =
        tell(session, foreign ? HazardKind::foreign_key_scan : HazardKind::check_scan, table,
             foreign ? LockLevel::share_row_exclusive : LockLevel::access_exclusive);
    hazard.sql_part = spelled(name);
    if (foreign) hazard.detail = target_of(session, constraint["pktable"]).name;
    if (name.empty()) hazard.sql_part.clear();
    return;
  }
  const bool key = type == "CONSTR_UNIQUE" || type == "CONSTR_PRIMARY";
  if ((!key && type != "CONSTR_EXCLUSION") || constraint["indexname"]) return;
  auto& hazard = tell(session, HazardKind::unique_build, table, LockLevel::access_exclusive);
  hazard.sql_part = name.empty() ? "" : spelled(name);
  std::string columns;
  for (const auto& each : names_of(constraint["keys"]))
    columns += (columns.empty() ? "" : ", ") + spelled(each);
  hazard.detail = !key ? "EXCLUDE" : type == "CONSTR_PRIMARY" ? "PRIMARY KEY" : "UNIQUE";
  if (!columns.empty()) hazard.detail += " (" + columns + ')';
}

void validate(Session& session, const Target& table, Node command) {
  const auto name = command["name"].text();
  if (session.watch.unvalidated.count(constraint_key(table, name)) == 0) return;
  auto& hazard = tell(session, HazardKind::early_validation, table, LockLevel::access_exclusive);
  hazard.object = {ObjectKind::constraint, constraint_key(table, name)};
  hazard.sql_part = spelled(name);
}

void attach(Session& session, const Target& table, Node partition) {
  const auto child = target_of(session, partition["name"]);
  if (!child.existing || table.kind == ObjectKind::index) return;
  if (child.id != 0) {
    for (const Id id : session.catalog.children(child.id, ObjectKind::constraint)) {
      if (may_prove(session.catalog.at(id))) return;
    }
  }
  auto& hazard = tell(session, HazardKind::partition_scan, child, LockLevel::access_exclusive);
  hazard.detail = table.sql;
}

void drop_column(Session& session, const Target& table, Node command) {
  const auto name = command["name"].text();
  if (table.id != 0) {
    const Id column = session.find_column(table.id, name);
    const bool own = column != 0 && !is_existing(session, column);
    const bool absent = column == 0 && session.catalog.complete;
    if (own || absent) return;
  }
  auto& hazard = tell(session, HazardKind::destroys_data, table, LockLevel::access_exclusive);
  hazard.object = {ObjectKind::column, table.name + '.' + std::string(name)};
  hazard.sql_part = spelled(name);
  hazard.detail = "DROP COLUMN";
}

std::string_view rewriting(std::string_view type) {
  if (type == "AT_SetTableSpace") return "SET TABLESPACE";
  if (type == "AT_SetLogged") return "SET LOGGED";
  if (type == "AT_SetUnLogged") return "SET UNLOGGED";
  if (type == "AT_SetAccessMethod") return "SET ACCESS METHOD";
  return {};
}

/// Commands that wait for readers or writers but hold them up no longer than it takes to note
/// something; the weakest of them stop nobody.
LockLevel lock_of(std::string_view type, Node command) {
  if (type == "AT_ValidateConstraint" || type == "AT_SetStatistics" || type == "AT_SetRelOptions" ||
      type == "AT_ResetRelOptions" || type == "AT_SetOptions" || type == "AT_ResetOptions" ||
      type == "AT_ClusterOn" || type == "AT_AttachPartition")
    return LockLevel::share_update_exclusive;
  if (type == "AT_DetachPartition" && command["def"]["concurrent"].truth())
    return LockLevel::share_update_exclusive;
  if (type.starts_with("AT_EnableTrig") || type.starts_with("AT_DisableTrig"))
    return LockLevel::share_row_exclusive;
  if (type == "AT_AddConstraint" && command["def"]["contype"].text() == "CONSTR_FOREIGN")
    return LockLevel::share_row_exclusive;
  return LockLevel::access_exclusive;
}

void watch_posture(Session& session, const Target& table, std::string_view type, Node command) {
  if (type == "AT_DisableRowSecurity" || type == "AT_NoForceRowSecurity") {
    tell(session, HazardKind::row_security_off, table, LockLevel::access_exclusive).detail =
        type == "AT_DisableRowSecurity" ? "DISABLE ROW LEVEL SECURITY"
                                        : "NO FORCE ROW LEVEL SECURITY";
  } else if (type.starts_with("AT_DisableTrig") || type == "AT_DisableRule") {
    const auto name = command["name"].text();
    auto& hazard =
        tell(session, HazardKind::trigger_disabled, table, LockLevel::share_row_exclusive);
    hazard.sql_part = !name.empty()                  ? spelled(name)
                      : type == "AT_DisableTrigUser" ? std::string("USER")
                                                     : std::string("ALL");
    hazard.detail = type == "AT_DisableRule" ? "RULE" : "TRIGGER";
  } else if (type == "AT_ChangeOwner") {
    auto& hazard = tell(session, HazardKind::owner_change, table, LockLevel::access_exclusive);
    hazard.detail = command["newowner"]["rolename"].text();
  }
}

void watch_command(Session& session, const Target& table, Node command) {
  const auto type = command["subtype"].text();
  watch_posture(session, table, type, command);
  const bool column = type == "AT_AddColumn" || type == "AT_AlterColumnType";
  if (type == "AT_DropColumn") drop_column(session, table, command);
  if (!table.existing) {
    if (type == "AT_AddConstraint") add_constraint(session, table, command["def"]);
    if (type == "AT_AttachPartition") attach(session, table, command["def"]);
    return;
  }
  if (column) {
    watch_column(session, table, command);
  } else if (type == "AT_SetNotNull") {
    set_not_null(session, table, command);
  } else if (type == "AT_AddConstraint") {
    add_constraint(session, table, command["def"]);
  } else if (type == "AT_ValidateConstraint") {
    validate(session, table, command);
  } else if (type == "AT_AttachPartition") {
    attach(session, table, command["def"]);
  } else if (type == "AT_DetachPartition" && !command["def"]["concurrent"].truth()) {
    const auto child = target_of(session, command["def"]["name"]);
    tell(session, HazardKind::partition_detach, table, LockLevel::access_exclusive).sql_part =
        child.sql;
  } else if (const auto what = rewriting(type); !what.empty()) {
    tell(session, HazardKind::table_rewrite, table, LockLevel::access_exclusive).detail = what;
  }
}

}  // namespace

void watch_alter_table(Session& session, Node statement) {
  if (statement["objtype"].text() == "OBJECT_TYPE") return;
  const auto kind =
      statement["objtype"].text() == "OBJECT_VIEW" ? ObjectKind::view : ObjectKind::table;
  const auto table = target_of(session, statement["relation"], kind);
  if (session.catalog.complete && table.id == 0) return;
  auto lock = LockLevel::none;
  for (const auto& command : statement["cmds"].items()) {
    watch_command(session, table, command);
    lock = std::max(lock, lock_of(command["subtype"].text(), command));
  }
  const bool rows = table.kind == ObjectKind::table || table.kind == ObjectKind::matview;
  if (rows && lock >= LockLevel::share) tell_lock(session, table, lock);
}

void watch_create_table(Session& session, Node statement) {
  if (session.find_relation(statement["relation"]) != 0) return;
  const bool partition = bool(statement["partbound"]);
  for (const auto& parent : statement["inhRelations"].items()) {
    if (partition) tell_lock(session, target_of(session, parent), LockLevel::access_exclusive);
  }
  statement.each([&](Node at) {
    if (at.is("Constraint") && at["pktable"])
      tell_lock(session, target_of(session, at["pktable"]), LockLevel::share_row_exclusive);
  });
}

void watch_create_trigger(Session& session, Node statement) {
  tell_lock(session, target_of(session, statement["relation"]), LockLevel::share_row_exclusive);
}

}  // namespace mig::catalog
