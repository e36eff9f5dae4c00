#include <algorithm>

#include "mig/catalog/builtin_functions.hpp"
#include "mig/catalog/called_sequence.hpp"
#include "mig/catalog/rows.hpp"
#include "mig/catalog/session.hpp"
#include "mig/catalog/setting.hpp"
#include "mig/catalog/statements.hpp"

namespace mig::catalog {
namespace {

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

/// The catalogs of the server are tables, which a superuser can write to.
bool changes_the_catalog(Session& session, Operation operation, Node relation) {
  const auto name = std::string(relation["relname"].text());
  const auto schema = std::string(relation["schemaname"].text());
  const bool system = schema == "pg_catalog" || schema == "information_schema" ||
                      (schema.empty() && name.starts_with("pg_"));
  if (!system) return false;
  const Id own = schema.empty() ? session.find_relation(relation) : 0;
  if (own != 0 && session.catalog.at(own).schema != session.catalog.system_schema()) return false;
  const auto whole = (schema.empty() ? "pg_catalog" : schema) + '.' + name;
  session.tell(operation, {ObjectKind::table, whole}, whole);
  session.opaque(Operation::unknown_statement, whole, "the catalog itself is changed");
  return true;
}

void merge(Session& session, Node node) {
  const Id table = session.relation(node["relation"]);
  change_rows(session, Operation::merge, table, false);
  std::set<Operation> told;
  for (const auto& when : node["mergeWhenClauses"].items()) {
    const auto command = when["commandType"].text();
    const auto operation = command == "CMD_DELETE"   ? Operation::delete_
                           : command == "CMD_UPDATE" ? Operation::update
                                                     : Operation::insert;
    if (command != "CMD_NOTHING" && told.insert(operation).second)
      change_rows(session, operation, table, false);
  }
}

Operation operation_of(std::string_view tag) {
  return tag == "InsertStmt"   ? Operation::insert
         : tag == "UpdateStmt" ? Operation::update
         : tag == "DeleteStmt" ? Operation::delete_
                               : Operation::merge;
}

void data_change(Session& session, Node node) {
  const auto tag = node.tag();
  if (tag != "SelectStmt" && changes_the_catalog(session, operation_of(tag), node["relation"]))
    return;
  if (tag == "InsertStmt") {
    const Id table = session.relation(node["relation"]);
    change_rows(session, Operation::insert, table, false, values_count(node));
    if (node["onConflictClause"]["action"].text() == "ONCONFLICT_UPDATE")
      change_rows(session, Operation::update, table, false);
  } else if (tag == "UpdateStmt") {
    change_rows(session, Operation::update, session.relation(node["relation"]),
                !node["whereClause"], {}, !node["relation"]["inh"].truth());
  } else if (tag == "DeleteStmt") {
    change_rows(session, Operation::delete_, session.relation(node["relation"]),
                !node["whereClause"], {}, !node["relation"]["inh"].truth());
  } else if (tag == "MergeStmt") {
    merge(session, node);
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
    if (const Id id = called_sequence(session, arguments[0])) {
      session.touch(Operation::update, id);
    } else {
      session.tell(Operation::update, {ObjectKind::sequence, "unknown"});
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
    if (session.catalog.at(id).text("routine") == "aggregate") {
      run_stored(session, id);
      return;
    }
    const auto& types = session.catalog.at(id).text(".types");
    const auto count =
        types.empty() ? 0
                      : 1 + static_cast<std::size_t>(std::count(types.begin(), types.end(), ','));
    if (count == arguments.size()) fitting.push_back(id);
  }
  if (fitting.empty()) fitting = own;
  for (const Id id : fitting) session.pending_arguments(id, arguments);
  for (const Id id : fitting) {
    run_stored(session, id);
    call_routine(session, id);
  }
  if (own.empty() && !is_pure_extension_function(name)) {
    session.opaque(Operation::unknown_call, name, "a function that is not known may write");
  }
}

/// nextval() changes its sequence where it runs; as a default it waits for rows.
void draw_numbers(Session& session, Node query) {
  query.walk([&](Node at) {
    if (!at.is("FuncCall")) return true;
    const auto path = names_of(at["funcname"]);
    if (path.empty() || path.back() != "nextval" || at["args"].count() != 1) return true;
    if (path.size() > 1 && path.front() != "pg_catalog") return true;
    session.touch(Operation::update, called_sequence(session, at["args"].first()));
    return true;
  });
}

}  // namespace

void call_routine(Session& session, Id id) {
  const auto routine = session.catalog.at(id);
  const auto name = session.catalog.identity(id);
  const auto volatility = routine.text("option volatility");
  const auto language = routine.text("option language");
  const bool read = language == "plpgsql" || language == "sql" || language.empty();
  // It cannot write itself; what it calls can.
  const bool quiet = volatility == "immutable" || volatility == "stable";
  if (quiet && (routine.body.empty() || !read)) return;
  if (routine.body.empty()) {
    session.opaque(Operation::unknown_call, name, "its body is not known");
    return;
  }
  if (session.running.count(id) != 0 || !session.may_go_on()) return;
  if (routine.has(".perhaps"))
    session.opaque(Operation::unknown_call, name, "which of two bodies it has is not known");
  if (routine.has(".path")) {
    session.opaque(Operation::unknown_call, name,
                   "it runs under another search path than its definition shows");
  }
  if (session.depth >= kDeepest) {
    session.opaque(Operation::unknown_call, name, "it is called deeper than can be followed");
    return;
  }
  ++session.depth;
  ++session.uncertain;
  session.running.insert(id);
  run_body(session, routine.body, routine.text("option language"));
  session.running.erase(id);
  --session.uncertain;
  --session.depth;
}

namespace {

void read_view(Session& session, Node name) {
  const Id id = session.find_relation(name);
  if (id != 0 && session.catalog.at(id).kind == ObjectKind::view) run_stored(session, id);
}

}  // namespace

void run_calls(Session& session, Node node) {
  node.walk([&](Node at) {
    if (at.is("FuncCall")) function_call(session, at);
    if (at.is("RangeVar")) read_view(session, at);
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
  draw_numbers(session, query);
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
