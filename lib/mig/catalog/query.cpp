#include <algorithm>

#include "mig/catalog/builtin_functions.hpp"
#include "mig/catalog/session.hpp"
#include "mig/catalog/setting.hpp"
#include "mig/catalog/statements.hpp"

namespace mig::catalog {
namespace {

constexpr int kDeepest = 6;

bool fires(const Object& trigger, Operation operation) {
  const auto timing = trigger.text("timing");
  const auto space = timing.rfind(' ');
  const int events = space == std::string::npos || space + 1 == timing.size()
                         ? 0
                         : std::stoi(timing.substr(space + 1));
  constexpr int kInsert = 1 << 2;
  constexpr int kDelete = 1 << 3;
  constexpr int kUpdate = 1 << 4;
  constexpr int kTruncate = 1 << 5;
  switch (operation) {
    case Operation::insert:
    case Operation::copy:
      return (events & kInsert) != 0;
    case Operation::update:
      return (events & kUpdate) != 0;
    case Operation::delete_:
      return (events & kDelete) != 0;
    case Operation::truncate:
      return (events & kTruncate) != 0;
    default:
      return events != 0;
  }
}

using Rows = std::optional<std::uint64_t>;

void change_rows(Session& session, Operation operation, Id table, bool unbounded, Rows rows = {});

/// A trigger before each row, or a rule, may turn a row away.
bool keeps_every_row(const Session& session, Id table) {
  for (const auto kind : {ObjectKind::trigger, ObjectKind::rule}) {
    for (const Id id : session.catalog.children(table, kind)) {
      const auto& object = session.catalog.at(id);
      if (kind == ObjectKind::rule || object.text(".row") == "true") return false;
    }
  }
  const auto below = partitions(session, table);
  return std::all_of(below.begin(), below.end(),
                     [&](Id partition) { return keeps_every_row(session, partition); });
}

/// The number of rows in VALUES; nothing for a query, and where a conflict may skip some.
Rows values_count(Node insert) {
  const auto conflict = insert["onConflictClause"];
  const bool skips = conflict && (conflict["action"].text() != "ONCONFLICT_UPDATE" ||
                                  static_cast<bool>(conflict["whereClause"]));
  const auto select = insert["selectStmt"];
  if (skips) return std::nullopt;
  if (!select) return 1;  // DEFAULT VALUES
  const auto count = select["valuesLists"].count();
  const bool cut = select["limitCount"] || select["limitOffset"];
  return count == 0 || cut ? Rows() : Rows(count);
}

/// ON DELETE and ON UPDATE actions of the foreign keys that point here.
void follow_foreign_keys(Session& session, Operation operation, Id table) {
  for (const Id id : session.catalog.dependents(table)) {
    const auto& object = session.catalog.at(id);
    if (object.kind != ObjectKind::constraint || object.target != table || object.parent == table)
      continue;
    const auto actions = object.text("actions");
    if (actions.size() < 2) continue;
    const char action = operation == Operation::delete_ ? actions[1] : actions[0];
    const bool deletes = operation == Operation::delete_ && action == 'c';
    if (action == 'a' || action == 'r') continue;
    change_rows(session, deletes ? Operation::delete_ : Operation::update, object.parent, false);
  }
}

void follow_triggers(Session& session, Operation operation, Id table) {
  for (const Id id : session.catalog.children(table, ObjectKind::trigger)) {
    const auto& trigger = session.catalog.at(id);
    if (trigger.has("enabled") || !fires(trigger, operation)) continue;
    if (trigger.target != 0 && session.catalog.alive(trigger.target))
      call_routine(session, trigger.target);
  }
}

void change_rows(Session& session, Operation operation, Id table, bool unbounded, Rows rows) {
  const auto key = std::string(effect::name_of(operation)) + std::to_string(table);
  if (session.depth > 0 && session.row_changes.count(key) != 0) return;
  session.row_changes.insert(key);
  const auto before = session.traits;
  session.traits.unbounded_rows = unbounded;
  session.traits.lock =
      operation == Operation::truncate ? LockLevel::access_exclusive : LockLevel::row_exclusive;
  session.traits.destroys_data =
      operation == Operation::delete_ || operation == Operation::truncate;
  session.traits.consequence = session.depth > 0;
  const auto told = session.effects.size();
  session.touch(operation, table);
  if (told < session.effects.size() && rows && session.uncertain == 0 &&
      keeps_every_row(session, table))
    session.effects.back().rows = rows;
  const auto kind = session.catalog.at(table).kind;
  if (kind == ObjectKind::view) {
    // A simple view passes the change on to its table.
    const auto needs = session.catalog.at(table).needs;
    for (const auto& need : needs) {
      if (session.catalog.alive(need.on) && session.catalog.at(need.on).kind == ObjectKind::table) {
        session.touch(operation, need.on);
      }
    }
  }
  session.traits = before;
  if (session.depth >= kDeepest) return;
  ++session.depth;
  if (operation == Operation::delete_ || operation == Operation::update)
    follow_foreign_keys(session, operation, table);
  follow_triggers(session, operation, table);
  --session.depth;
}

void data_change(Session& session, Node node) {
  const auto tag = node.tag();
  if (tag == "InsertStmt") {
    const Id table = session.relation(node["relation"]);
    change_rows(session, Operation::insert, table, false, values_count(node));
    if (node["onConflictClause"]["action"].text() == "ONCONFLICT_UPDATE")
      change_rows(session, Operation::update, table, false);
  } else if (tag == "UpdateStmt") {
    change_rows(session, Operation::update, session.relation(node["relation"]),
                !node["whereClause"]);
  } else if (tag == "DeleteStmt") {
    change_rows(session, Operation::delete_, session.relation(node["relation"]),
                !node["whereClause"]);
  } else if (tag == "MergeStmt") {
    const Id table = session.relation(node["relation"]);
    change_rows(session, Operation::merge, table, false);
  } else if (tag == "SelectStmt" && node["intoClause"]) {
    create_table_as(session, node);
  }
}

std::string constant(Node argument) {
  if (argument.is("TypeCast")) return constant(argument["arg"]);
  return std::string(argument["sval"]["sval"].text());
}

void builtin_call(Session& session, const std::string& name, const std::vector<Node>& arguments) {
  if (name == "set_config") set_config(session, arguments);
  if (name == "pg_notify") session.tell(Operation::notify, {ObjectKind::setting, "notify"});
  if (name == "setval" && !arguments.empty()) {
    const auto sequence = constant(arguments[0]);
    if (const Id id = session.find_relation("", sequence)) {
      session.touch(Operation::update, id);
    } else {
      session.tell(Operation::update,
                   {ObjectKind::sequence, sequence.empty() ? "unknown" : sequence});
    }
  }
  if (reads_server_files(name))
    session.opaque(Operation::server_access, name, "reaches the server's file system");
  if (is_acting_builtin(name))
    session.opaque(Operation::unknown_call, name, "changes more than its answer");
}

void function_call(Session& session, Node call) {
  const auto path = names_of(call["funcname"]);
  if (path.empty()) return;
  const auto& name = path.back();
  const bool qualified = path.size() > 1;
  const bool system =
      qualified && (path.front() == "pg_catalog" || path.front() == "information_schema");
  const auto arguments = call["args"].items();
  std::vector<std::string> holders =
      qualified ? std::vector<std::string>{path[path.size() - 2]} : session.search_path;
  std::vector<Id> own;
  for (const auto& holder : holders) {
    const Id schema = session.catalog.find(name_space(ObjectKind::schema), 0, holder);
    if (schema == 0) continue;
    for (const Id id : session.catalog.functions(schema, name)) own.push_back(id);
  }
  if (system || (own.empty() && !qualified && is_builtin_function(name))) {
    builtin_call(session, name, arguments);
    return;
  }
  std::vector<Id> fitting;
  for (const Id id : own) {
    if (session.catalog.at(id).text("routine") == "aggregate") return;
    const auto& types = session.catalog.at(id).text(".types");
    const auto count =
        types.empty() ? 0
                      : 1 + static_cast<std::size_t>(std::count(types.begin(), types.end(), ','));
    if (count == arguments.size()) fitting.push_back(id);
  }
  if (fitting.empty()) fitting = own;
  for (const Id id : fitting) session.pending_arguments(id, arguments);
  for (const Id id : fitting) call_routine(session, id);
  if (own.empty() && !is_pure_extension_function(name)) {
    session.opaque(Operation::unknown_call, name, "a function that is not known may write");
  }
}

}  // namespace

void call_routine(Session& session, Id id) {
  const auto routine = session.catalog.at(id);
  const auto name = session.catalog.identity(id);
  const auto volatility = routine.text("option volatility");
  if (volatility == "immutable" || volatility == "stable") return;
  if (routine.body.empty()) {
    session.opaque(Operation::unknown_call, name, "its body is not known");
    return;
  }
  if (routine.has(".path")) {
    session.opaque(Operation::unknown_call, name,
                   "it runs under another search path than its definition shows");
  }
  if (session.depth >= kDeepest || session.running.count(id) != 0) return;
  if (!session.may_go_on()) return;
  ++session.depth;
  ++session.uncertain;
  session.running.insert(id);
  run_body(session, routine.body, routine.text("option language"));
  session.running.erase(id);
  --session.uncertain;
  --session.depth;
}

void run_calls(Session& session, Node node) {
  node.walk([&](Node at) {
    if (at.is("FuncCall")) function_call(session, at);
    return true;
  });
}

namespace {

/// Whether a call inside may be evaluated for no row, or not at all.
bool may_skip_calls(Node query) {
  bool skips = false;
  query.each([&](Node at) {
    const auto key = at.key();
    skips = skips || key == "fromClause" || key == "whereClause" || key == "havingClause" ||
            key == "limitCount" || key == "limitOffset" || at.is("CaseExpr") ||
            at.is("CoalesceExpr") || at.is("BoolExpr") || at.is("SubLink");
  });
  return skips;
}

}  // namespace

void run_query(Session& session, Node query) {
  query.each([&](Node at) {
    const bool statement = at.is("InsertStmt") || at.is("UpdateStmt") || at.is("DeleteStmt") ||
                           at.is("MergeStmt") || at.is("SelectStmt");
    if (statement) data_change(session, at);
  });
  const int skipped = may_skip_calls(query) ? 1 : 0;
  session.uncertain += skipped;
  run_calls(session, query);
  session.uncertain -= skipped;
  query.each([&](Node at) {
    if (at.key() == "lockingClause")
      session.tell(Operation::lock, {ObjectKind::unknown, "selected rows"});
  });
  if (session.depth == 0) session.row_changes.clear();
}

void change_table_rows(Session& session, Operation operation, Id table, Rows rows) {
  change_rows(session, operation, table, false, rows);
  if (session.depth == 0) session.row_changes.clear();
}

}  // namespace mig::catalog
