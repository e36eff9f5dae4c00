#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/rollback/traces.hpp"

namespace mig::rules::rollback_rules {
namespace {

using effect::ObjectKind;
using effect::Operation;

bool writes_rows(Operation operation) {
  return operation == Operation::insert || operation == Operation::update ||
         operation == Operation::copy || operation == Operation::merge;
}

/// What the rollback makes anew, and the tables whose rows it writes.
struct Restored {
  std::set<std::string> made;
  std::set<std::string> filled;
};

Restored restored_by(const bundle::ChangeFacts& change) {
  Restored restored;
  for (const auto& script : change.scripts) {
    if (script.script->is_forward) continue;
    for (const auto& effect : script.effects) {
      if (effect.operation == Operation::create) restored.made.insert(to_string(effect.object));
      if (writes_rows(effect.operation)) restored.filled.insert(effect.table);
    }
  }
  return restored;
}

/// Tables to which the change adds columns: an UPDATE there most likely fills them.
std::set<std::string> widened_by(const bundle::ChangeFacts& change) {
  std::set<std::string> tables;
  for (const auto& script : change.scripts) {
    if (!script.script->is_forward) continue;
    for (const auto& effect : script.effects) {
      const bool adds =
          effect.operation == Operation::create && effect.object.kind == ObjectKind::column;
      if (adds) tables.insert(effect.table);
    }
  }
  return tables;
}

bool loses_rows(const effect::Effect& effect, const std::set<std::string>& widened) {
  if (!effect.traits.on_existing || effect.traits.temporary || effect.traits.possible) return false;
  if (effect.traits.consequence && effect.operation != Operation::drop) return false;
  if (effect.operation == Operation::delete_) return true;
  if (effect.operation == Operation::update) return !widened.contains(effect.table);
  const bool holder =
      effect.object.kind == ObjectKind::table || effect.object.kind == ObjectKind::column;
  return effect.operation == Operation::truncate ||
         (effect.operation == Operation::drop && holder && effect.traits.destroys_data);
}

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  if (!has_effective_rollback(change)) return;
  const auto restored = restored_by(change);
  const auto widened = widened_by(change);
  std::set<std::string> told;
  for (const auto& script : change.scripts) {
    if (!script.script->is_forward) continue;
    for (const auto& effect : script.effects) {
      if (!loses_rows(effect, widened)) continue;
      const auto object = to_string(effect.object);
      const bool dropped = effect.operation == Operation::drop;
      // What does not return at all is told as lost; a column of a dropped table with its table.
      if (dropped && !restored.made.contains(object)) continue;
      if (restored.filled.contains(effect.table) || !told.insert(object).second) continue;
      const bool inside =
          effect.object.kind == ObjectKind::column && told.contains("table " + effect.table);
      if (inside) continue;
      auto& finding = reporter.at(
          *script.script->source, effect.span,
          dropped ? fmt::format("{} returns without its data: the rollback makes it again and puts "
                                "nothing into it",
                                object)
                  : fmt::format("the rows of {} do not return ({}): the rollback writes none",
                                object, name_of(effect.operation)));
      finding.object = object;
    }
  }
}

}  // namespace

const Rule data_not_restored{
    {
        .id = "rollback-data-not-restored",
        .severity = Severity::review,
        .summary = "The change destroys data that the rollback cannot bring back",
        .rationale = "A column or table that is made again is empty. Whoever relies on the "
                     "rollback has to know that beforehand.",
        .remedy = "Keep the data until the change has proved itself (rename instead of drop, copy "
                  "into a table beside), or name the backup that restores it under backup",
        .requirements = {"K-84", "K-86"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::rollback_rules
