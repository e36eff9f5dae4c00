// A change of rows, and all that it sets off: rules, triggers, foreign keys, views, heirs.
#include "mig/catalog/rows.hpp"
#include "mig/catalog/heirs.hpp"

#include <algorithm>

namespace mig::catalog {
namespace {

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
      return false;  // MERGE fires those of its branches
  }
}

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
    if (action == '?') {
      session.opaque(Operation::unknown_cascade, effect::to_string(session.catalog.name(id)),
                     "what it does ON DELETE is not known");
      continue;
    }
    change_rows(session, deletes ? Operation::delete_ : Operation::update, object.parent, false);
  }
}

/// Whether the change itself is left to an INSTEAD OF trigger.
bool follow_triggers(Session& session, Operation operation, Id table) {
  bool instead = false;
  for (const Id id : session.catalog.children(table, ObjectKind::trigger)) {
    const auto trigger = session.catalog.state(id);
    if (!trigger) continue;
    const auto enabled = trigger->text("enabled");
    const bool off = enabled == "AT_DisableTrig" || enabled == "AT_DisableTrigAll" ||
                     enabled == "AT_DisableTrigUser";
    if (off || !fires(*trigger, operation)) continue;
    constexpr std::string_view kInsteadOf = "64 ";
    instead = instead || trigger->text("timing").starts_with(kInsteadOf);
    run_stored(session, id);
    if (trigger->target != 0 && session.catalog.alive(trigger->target)) {
      call_routine(session, trigger->target);
    } else if (!trigger->assumed) {
      call_named(session, trigger->text(trigger->has(".function") ? ".function" : "function"));
    }
  }
  return instead;
}

/// Whether a rule takes the place of the change.
bool follow_rules(Session& session, Operation operation, Id table) {
  const auto event = operation == Operation::delete_  ? "CMD_DELETE"
                     : operation == Operation::update ? "CMD_UPDATE"
                     : operation == Operation::insert ? "CMD_INSERT"
                                                      : "none";
  bool instead = false;
  for (const Id id : session.catalog.children(table, ObjectKind::rule)) {
    const auto rule = session.catalog.state(id);
    if (!rule || rule->text("enabled") == "AT_DisableRule") continue;
    if (rule->body.empty()) {
      if (operation != Operation::copy && operation != Operation::truncate)
        session.opaque(Operation::unknown_call, session.catalog.identity(id),
                       "what this rule does is not known");
      continue;
    }
    if (!rule->text("event").starts_with(event)) continue;
    const auto tree = sql::parse_fragment(rule->body);
    if (!tree) continue;
    const auto create = tree->root()["stmts"].first()["stmt"];
    instead = instead || (create["instead"].truth() && !create["whereClause"]);
    run_calls(session, create["whereClause"]);
    ++session.uncertain;
    for (const auto& action : create["actions"].items()) apply_statement(session, action);
    --session.uncertain;
  }
  return instead;
}

/// The relation that a change of a view goes to; 0 where it goes nowhere, or nobody knows where.
void change_behind(Session& session, Operation operation, Id view, bool unbounded) {
  const auto object = session.catalog.state(view);
  std::set<Id> behind;
  if (object->has(".from")) {
    const auto& from = object->attributes.at(".from");
    if (from.empty()) return;  // no simple view: the server refuses
    const Id known = object->target;
    behind.insert(known != 0 && session.catalog.alive(known)
                      ? known
                      : session.relation_named({from[0].text, from[1].text}, ObjectKind::table));
  } else {
    for (const auto& need : object->needs) {
      if (!session.catalog.alive(need.on)) continue;
      const auto& on = session.catalog.at(need.on);
      const Id relation = on.kind == ObjectKind::column ? on.parent : need.on;
      const auto kind = session.catalog.at(relation).kind;
      const bool holds = kind == ObjectKind::table || kind == ObjectKind::view ||
                         kind == ObjectKind::foreign_table;
      if (holds && relation != view) behind.insert(relation);
    }
  }
  if (behind.empty())
    session.opaque(Operation::unknown_call, session.catalog.identity(view),
                   "what stands behind the view is not known");
  for (const Id relation : behind) change_rows(session, operation, relation, unbounded);
}

/// What the server evaluates for each row: defaults, generated columns, checks, index expressions.
void follow_expressions(Session& session, Operation operation, Id table) {
  if (operation == Operation::truncate || operation == Operation::delete_) return;
  const bool inserts = operation != Operation::update;
  for (const Id id : session.catalog.children(table, ObjectKind::column)) {
    const auto column = session.catalog.state(id);
    if (inserts || column->has("generated")) run_stored(session, id);
    for (const auto& need : column->needs) {
      if (!session.catalog.alive(need.on)) continue;
      if (session.catalog.at(need.on).kind != ObjectKind::domain) continue;
      for (const Id check : session.catalog.children(need.on, ObjectKind::constraint))
        run_stored(session, check);
    }
  }
  for (const auto kind : {ObjectKind::constraint, ObjectKind::index, ObjectKind::policy}) {
    for (const Id id : session.catalog.children(table, kind)) run_stored(session, id);
  }
}

/// Rows of a table are rows of its heirs as well.
void follow_heirs(Session& session, Operation operation, Id table) {
  const bool inserts = operation == Operation::insert || operation == Operation::copy;
  for (const Id id : inserts ? partitions(session, table) : heirs(session, table)) {
    if (session.catalog.alive(id)) change_rows(session, operation, id, false);
  }
}

}  // namespace

void change_rows(Session& session, Operation operation, Id table, bool unbounded, Rows rows,
                 bool only) {
  if (!session.catalog.alive(table)) return;
  // A trigger that a body made since the last change has not been seen.
  const auto key = std::string(effect::name_of(operation)) + std::to_string(table) + ' ' +
                   std::to_string(session.catalog.size());
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
  session.traits = before;
  if (session.depth >= kDeepest) {
    session.opaque(Operation::unknown_call, session.catalog.identity(table),
                   "what it sets off is nested deeper than can be followed");
    return;
  }
  ++session.depth;
  const auto kind = session.catalog.at(table).kind;
  const bool ruled = follow_rules(session, operation, table);
  if (operation == Operation::delete_ || operation == Operation::update)
    follow_foreign_keys(session, operation, table);
  const bool instead = follow_triggers(session, operation, table);
  follow_expressions(session, operation, table);
  if (kind == ObjectKind::view && !ruled && !instead)
    change_behind(session, operation, table, unbounded);
  if (operation != Operation::truncate && !only) follow_heirs(session, operation, table);
  --session.depth;
}

}  // namespace mig::catalog
