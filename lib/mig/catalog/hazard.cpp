#include <algorithm>

#include "mig/catalog/hazard_watch.hpp"

namespace mig::catalog {
namespace {

using Handler = void (*)(Session&, Node);

const std::map<std::string_view, Handler>& handlers() {
  static const std::map<std::string_view, Handler> table{
      {"AlterTableStmt", watch_alter_table},
      {"IndexStmt", watch_index},
      {"DropStmt", watch_drop},
      {"ReindexStmt", watch_maintenance},
      {"VacuumStmt", watch_maintenance},
      {"ClusterStmt", watch_maintenance},
      {"LockStmt", watch_maintenance},
      {"AlterTableMoveAllStmt", watch_maintenance},
      {"RefreshMatViewStmt", watch_refresh},
      {"InsertStmt", watch_rows},
      {"UpdateStmt", watch_rows},
      {"DeleteStmt", watch_rows},
      {"MergeStmt", watch_rows},
      {"SelectStmt", watch_rows},
      {"TruncateStmt", watch_truncate},
      {"DropdbStmt", watch_drop},
      {"DropOwnedStmt", watch_drop},
      {"RenameStmt", watch_rename},
      {"AlterEnumStmt", watch_rename},
      {"AlterObjectSchemaStmt", watch_rename},
      {"CreateStmt", watch_create_table},
      {"CreateTrigStmt", watch_create_trigger},
      {"GrantStmt", watch_access},
      {"GrantRoleStmt", watch_access},
      {"AlterDefaultPrivilegesStmt", watch_access},
      {"AlterOwnerStmt", watch_access},
      {"ReassignOwnedStmt", watch_access},
      {"CreateFunctionStmt", watch_function},
      {"AlterFunctionStmt", watch_function},
      {"DoStmt", watch_function},
      {"CreateRoleStmt", watch_role},
      {"AlterRoleStmt", watch_role},
      {"AlterRoleSetStmt", watch_setting},
      {"AlterDatabaseSetStmt", watch_setting},
      {"AlterSystemStmt", watch_setting},
      {"VariableSetStmt", watch_setting},
      {"CreatePolicyStmt", watch_policy},
      {"AlterPolicyStmt", watch_policy},
      {"CreateExtensionStmt", watch_server_code},
      {"CreateForeignServerStmt", watch_server_code}};
  return table;
}

bool has_option(Node options, std::string_view name) {
  const auto items = options.items();
  return std::any_of(items.begin(), items.end(),
                     [&](Node option) { return option["defname"].text() == name; });
}

void watch_block(Session& session, Node statement) {
  const auto what = needs_no_block(statement);
  if (what.empty()) return;
  session.watch.own_control = true;
  const bool inside = session.watch.nested > 0;
  if (!inside && !session.watch.in_block) return;
  auto& hazard =
      tell(session, HazardKind::outside_transaction, {ObjectKind::unknown, std::string(what)});
  hazard.detail = inside ? "the body of a function or DO block" : "the block that BEGIN opened";
}

/// PostgreSQL refuses a new value of an enum until the transaction that added it has ended.
void watch_enum_values(Session& session, Node statement) {
  if (session.watch.new_values.empty() || statement.is("AlterEnumStmt")) return;
  statement.each([&](Node at) {
    if (at.key() != "sval") return;
    const auto found = session.watch.new_values.find(std::string(at.text()));
    if (found == session.watch.new_values.end()) return;
    auto& hazard =
        tell(session, HazardKind::enum_value_used_early, {ObjectKind::enumeration, found->second});
    hazard.detail = found->first;
    session.watch.new_values.erase(found);
  });
}

bool changes_nothing(std::string_view tag) {
  return tag == "SelectStmt" || tag == "VariableSetStmt" || tag == "VariableShowStmt" ||
         tag == "ExplainStmt" || tag == "LockStmt" || tag == "VacuumStmt" || tag == "ReindexStmt" ||
         tag == "ClusterStmt" || tag == "NotifyStmt" || tag == "CheckPointStmt" ||
         tag == "DiscardStmt";
}

/// Whether the statement was written so that a second run does no harm.
bool is_guarded(Node statement) {
  if (statement.is("DoStmt") || statement.is("MergeStmt")) return true;
  bool found = false;
  statement.each([&](Node at) {
    const auto key = at.key();
    const bool word = key == "if_not_exists" || key == "missing_ok" || key == "replace" ||
                      key == "skipIfNewValExists";
    if ((word && at.truth()) || key == "onConflictClause") found = true;
    if (at.is("BoolExpr") && at["boolop"].text() == "NOT_EXPR" && at["args"].first().is("SubLink"))
      found = true;
  });
  return found;
}

void watch_repeat(Session& session, Node statement) {
  auto& watch = session.watch;
  if (watch.nested > 0 || changes_nothing(statement.tag())) return;
  if (!watch.first_change) watch.first_change = session.span;
  if (!watch.in_block || !watch.told_block) ++watch.transactions;
  watch.told_block = watch.in_block;
  watch.guarded = watch.guarded || is_guarded(statement);
}

void forget_transaction(HazardWatch& watch) {
  watch.told_block = false;
  watch.wait_bounded_here.reset();
  watch.locked_table.clear();
  watch.told_work = false;
  watch.unvalidated.clear();
  watch.new_values.clear();
}

}  // namespace

std::string_view needs_no_block(sql::Node statement) {
  const auto tag = statement.tag();
  if (tag == "IndexStmt" && statement["concurrent"].truth()) return "CREATE INDEX CONCURRENTLY";
  if (tag == "DropStmt" && statement["concurrent"].truth()) return "DROP INDEX CONCURRENTLY";
  if (tag == "ReindexStmt") {
    if (has_option(statement["params"], "concurrently")) return "REINDEX CONCURRENTLY";
    const auto kind = statement["kind"].text();
    const bool wide = kind != "REINDEX_OBJECT_INDEX" && kind != "REINDEX_OBJECT_TABLE";
    return wide ? "REINDEX of a schema, system or database" : std::string_view{};
  }
  if (tag == "VacuumStmt" && statement["is_vacuumcmd"].truth()) return "VACUUM";
  if (tag == "ClusterStmt" && !statement["relation"]) return "CLUSTER of all tables";
  if (tag == "CreatedbStmt") return "CREATE DATABASE";
  if (tag == "DropdbStmt") return "DROP DATABASE";
  if (tag == "CreateTableSpaceStmt") return "CREATE TABLESPACE";
  if (tag == "DropTableSpaceStmt") return "DROP TABLESPACE";
  if (tag == "AlterSystemStmt") return "ALTER SYSTEM";
  if (tag == "CreateSubscriptionStmt" && statement["options"].count() == 0)
    return "CREATE SUBSCRIPTION";
  if (tag == "AlterTableStmt") {
    for (const auto& command : statement["cmds"].items()) {
      if (command["subtype"].text() == "AT_DetachPartition" && command["def"]["concurrent"].truth())
        return "DETACH PARTITION CONCURRENTLY";
    }
  }
  return {};
}

Watched::Watched(Session& session, Node statement) : session_(session) {
  auto& watch = session.watch;
  // Without BEGIN each statement is a transaction of its own.
  if (watch.nested == 0 && !watch.in_block) forget_transaction(watch);
  watch_repeat(session, statement);
  watch_block(session, statement);
  watch_enum_values(session, statement);
  if (const auto found = handlers().find(statement.tag()); found != handlers().end())
    found->second(session, statement);
  ++watch.nested;
}

void watch_transaction(Session& session, Node statement) {
  if (!statement.is("TransactionStmt")) return;
  const auto kind = statement["kind"].text();
  auto& watch = session.watch;
  watch.own_control = true;
  if (kind == "TRANS_STMT_BEGIN" || kind == "TRANS_STMT_START") {
    // BEGIN inside a block is a warning and nothing else.
    if (!watch.in_block) forget_transaction(watch);
    watch.in_block = true;
  } else if (kind == "TRANS_STMT_COMMIT" || kind == "TRANS_STMT_ROLLBACK" ||
             kind == "TRANS_STMT_PREPARE") {
    watch.in_block = statement["chain"].truth();
    forget_transaction(watch);
  }
}

bool is_existing(const Session& session, Id id) {
  if (!session.catalog.alive(id)) return false;
  const auto& object = session.catalog.at(id);
  return !object.temporary && (object.assumed || id < session.watch.first_new);
}

Target target_of(Session& session, Id id) {
  const auto& object = session.catalog.at(id);
  Target target{id, object.kind, session.catalog.identity(id), {}, is_existing(session, id)};
  std::vector<std::string> path;
  if (object.schema != 0) path.push_back(session.catalog.at(object.schema).name);
  path.push_back(object.name);
  target.sql = spelled(path);
  return target;
}

Target target_of(Session& session, Node range_var, ObjectKind kind) {
  if (const Id id = session.find_relation(range_var)) return target_of(session, id);
  std::vector<std::string> path{std::string(range_var["schemaname"].text())};
  if (path.front().empty()) path.front() = session.catalog.at(session.current_schema()).name;
  path.emplace_back(range_var["relname"].text());
  return {0, kind, path[0] + '.' + path[1], spelled(path), !session.catalog.complete};
}

Hazard& tell(Session& session, HazardKind kind, const Target& table, LockLevel lock) {
  Hazard hazard;
  hazard.kind = kind;
  hazard.object = {table.kind, table.name};
  hazard.table = table.name;
  hazard.sql_table = table.sql;
  hazard.lock = lock;
  hazard.on_existing = table.existing;
  hazard.span = session.span;
  session.watch.hazards.push_back(std::move(hazard));
  return session.watch.hazards.back();
}

Hazard& tell(Session& session, HazardKind kind, effect::ObjectName object) {
  Hazard hazard;
  hazard.kind = kind;
  hazard.object = std::move(object);
  hazard.span = session.span;
  session.watch.hazards.push_back(std::move(hazard));
  return session.watch.hazards.back();
}

void tell_lock(Session& session, const Target& table, LockLevel lock) {
  auto& watch = session.watch;
  if (!table.existing) return;
  if (!watch.wait_bounded_here.value_or(watch.wait_bounded))
    tell(session, HazardKind::lock_without_timeout, table, lock);
  if (lock != LockLevel::access_exclusive || !watch.locked_table.empty()) return;
  watch.locked_table = table.name;
  watch.locked_by = session.span;
}

std::string spelled(std::string_view name) {
  static const std::set<std::string_view> reserved{
      "all",        "analyse", "analyze", "and",       "any",       "array",     "as",
      "asc",        "both",    "case",    "cast",      "check",     "collate",   "column",
      "constraint", "create",  "default", "desc",      "distinct",  "do",        "else",
      "end",        "except",  "false",   "fetch",     "for",       "foreign",   "from",
      "grant",      "group",   "having",  "in",        "initially", "intersect", "into",
      "lateral",    "leading", "limit",   "localtime", "not",       "null",      "offset",
      "on",         "only",    "or",      "order",     "placing",   "primary",   "references",
      "returning",  "select",  "some",    "symmetric", "table",     "then",      "to",
      "trailing",   "true",    "union",   "unique",    "user",      "using",     "variadic",
      "when",       "where",   "window",  "with"};
  const bool plain = !name.empty() && !(name[0] >= '0' && name[0] <= '9') &&
                     reserved.count(name) == 0 && std::all_of(name.begin(), name.end(), [](char c) {
                       return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
                     });
  if (plain) return std::string(name);
  std::string text = "\"";
  for (const char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + '"';
}

std::string spelled(const std::vector<std::string>& path) {
  std::string text;
  for (const auto& name : path) text += (text.empty() ? "" : ".") + spelled(name);
  return text;
}

std::string on_one_line(std::string_view sql) {
  constexpr std::size_t kLongest = 200;
  std::string text;
  for (const char c : sql) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
    if (!space) {
      text += c;
    } else if (!text.empty() && text.back() != ' ') {
      text += ' ';
    }
    // A cut statement would be run as it stands.
    if (text.size() > kLongest) return {};
  }
  if (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

}  // namespace mig::catalog
