#include "mig/rules/limit/predicted.hpp"

#include "mig/rules/scope/breaches.hpp"

namespace mig::rules {
namespace {

using effect::ObjectKind;
using effect::Operation;

bool changes_table(Operation operation) {
  switch (operation) {
    case Operation::grant:
    case Operation::revoke:
    case Operation::lock:
    case Operation::vacuum:
    case Operation::set:
    case Operation::notify:
      return false;
    default:
      return true;
  }
}

bool writes_rows(const effect::Effect& effect) {
  if (effect.object.kind == ObjectKind::column) return false;
  switch (effect.operation) {
    case Operation::insert:
    case Operation::update:
    case Operation::delete_:
    case Operation::merge:
    case Operation::copy:
      return true;
    default:
      return false;
  }
}

std::string table_of(const effect::Effect& effect) {
  if (!effect.table.empty()) return effect.table;
  const bool is_table =
      effect.object.kind == ObjectKind::table || effect.object.kind == ObjectKind::foreign_table;
  return is_table ? effect.object.name : std::string();
}

void count_rows(const PlacedEffect& placed, PredictedTotals& totals) {
  const auto& effect = *placed.effect;
  if (!writes_rows(effect)) return;
  totals.rows_written.push_back(placed);
  if (effect.rows) {
    totals.rows += *effect.rows;
  } else if (effect.traits.on_existing ||
             (effect.operation != Operation::update && effect.operation != Operation::delete_)) {
    // Of a table that the script itself made it touches no more than was put there.
    totals.rows_unknown.push_back(placed);
  }
}

void count_script(const bundle::ScriptChange& script, PredictedTotals& totals) {
  for (const auto& effect : script.effects) {
    if (!is_lasting(effect)) continue;
    if (const auto table = table_of(effect); !table.empty() && changes_table(effect.operation)) {
      totals.tables.emplace(table, PlacedEffect{&script, &effect});
    }
    count_rows({&script, &effect}, totals);
  }
}

}  // namespace

PredictedTotals predicted_totals(const bundle::ChangeFacts& change) {
  PredictedTotals totals;
  for (const auto& script : change.scripts) {
    if (script.script->is_forward) count_script(script, totals);
  }
  for (const auto& difference : change.predicted) {
    using catalog::Change;
    const int sign = difference.change == Change::added     ? 1
                     : difference.change == Change::removed ? -1
                                                            : 0;
    const auto kind = difference.object.kind;
    if (kind == ObjectKind::index) totals.index_count_delta += sign;
    if (kind == ObjectKind::constraint) totals.constraint_count_delta += sign;
    const bool takes_unknowns_along =
        kind == ObjectKind::table || kind == ObjectKind::column || kind == ObjectKind::schema;
    if (sign < 0 && takes_unknowns_along && !change.before.complete) {
      totals.are_deltas_certain = false;
    }
  }
  return totals;
}

std::optional<std::int64_t> predicted_figure(const PredictedTotals& totals,
                                             std::string_view limit) {
  if (limit == "max_table_count_touched") return static_cast<std::int64_t>(totals.tables.size());
  if (limit == "max_row_backfill") return static_cast<std::int64_t>(totals.rows);
  if (!totals.are_deltas_certain) return std::nullopt;
  if (limit == "max_index_count_delta") return totals.index_count_delta;
  if (limit == "max_constraint_count_delta") return totals.constraint_count_delta;
  return std::nullopt;
}

}  // namespace mig::rules
