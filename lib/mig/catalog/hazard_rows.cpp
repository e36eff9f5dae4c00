#include "mig/catalog/hazard_watch.hpp"

namespace mig::catalog {
namespace {

/// No condition, or one that every row meets: true, 1 = 1.
bool is_unbounded(Node where) {
  if (!where) return true;
  if (where.is("A_Const")) return where["boolval"]["boolval"].truth();
  if (!where.is("A_Expr") || where["kind"].text() != "AEXPR_OP") return false;
  const auto left = where["lexpr"];
  const auto right = where["rexpr"];
  if (!left.is("A_Const") || !right.is("A_Const")) return false;
  return names_of(where["name"]) == std::vector<std::string>{"="} &&
         left["ival"]["ival"].text() == right["ival"]["ival"].text() &&
         left["sval"]["sval"].text() == right["sval"]["sval"].text();
}

/// Whether the relation lives outside the script: it may hold any number of rows.
bool is_old_relation(Session& session, Node relation) {
  return relation["relname"] && target_of(session, relation).existing;
}

bool reads_old_rows(Session& session, Node query) {
  std::set<std::string> common;
  bool found = false;
  query.each([&](Node at) {
    if (at.is("CommonTableExpr")) common.insert(std::string(at["ctename"].text()));
  });
  query.each([&](Node at) {
    if (!at.is("RangeVar")) return;
    const bool own = !at["schemaname"] && common.count(std::string(at["relname"].text())) != 0;
    if (!own && is_old_relation(session, at)) found = true;
  });
  return found;
}

void work_under_lock(Session& session, const Target& table) {
  auto& watch = session.watch;
  if (watch.locked_table.empty() || watch.told_work) return;
  watch.told_work = true;
  auto& hazard = tell(session, HazardKind::work_under_lock, table, LockLevel::access_exclusive);
  hazard.table = watch.locked_table;
  hazard.detail = watch.locked_table;
}

void change(Session& session, Node node) {
  const auto table = target_of(session, node["relation"]);
  const auto tag = node.tag();
  const bool updates = tag == "UpdateStmt";
  if ((updates || tag == "DeleteStmt") && table.existing && is_unbounded(node["whereClause"])) {
    auto& hazard = tell(session, HazardKind::unbounded_change, table, LockLevel::row_exclusive);
    hazard.detail = updates ? "UPDATE" : "DELETE";
    return;
  }
  if (table.existing && tag != "InsertStmt")
    tell(session, HazardKind::row_change, table, LockLevel::row_exclusive);
  if (session.watch.locked_table.empty()) return;
  const bool long_work =
      tag == "InsertStmt" ? reads_old_rows(session, node["selectStmt"]) : table.existing;
  if (long_work) work_under_lock(session, table);
}

void watch_set_config(Session& session, Node call) {
  const auto arguments = call["args"].items();
  if (arguments.size() < 3 || names_of(call["funcname"]).back() != "set_config") return;
  const auto name = arguments[0]["sval"]["sval"].text();
  if (name != "lock_timeout" && name != "statement_timeout") return;
  const auto value = arguments[1]["sval"]["sval"].text();
  const bool bounded = value != "0" && !value.empty();
  if (arguments[2]["boolval"]["boolval"].truth()) {
    session.watch.wait_bounded_here = bounded;
  } else {
    session.watch.wait_bounded = bounded;
  }
}

}  // namespace

void watch_rows(Session& session, Node statement) {
  statement.each([&](Node at) {
    const bool changes =
        at.is("InsertStmt") || at.is("UpdateStmt") || at.is("DeleteStmt") || at.is("MergeStmt");
    if (changes) change(session, at);
    if (at.is("FuncCall") && at["funcname"].count() != 0) watch_set_config(session, at);
  });
}

void watch_truncate(Session& session, Node statement) {
  for (const auto& each : statement["relations"].items()) {
    const auto table = target_of(session, each);
    if (!table.existing) continue;
    tell(session, HazardKind::destroys_data, table, LockLevel::access_exclusive).detail =
        statement["behavior"].text() == "DROP_CASCADE" ? "TRUNCATE ... CASCADE" : "TRUNCATE";
    tell_lock(session, table, LockLevel::access_exclusive);
  }
}

}  // namespace mig::catalog
