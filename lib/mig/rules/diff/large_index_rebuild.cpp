#include <fmt/format.h>

#include <set>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::diff_rules {
namespace {

struct Rebuild {
  const bundle::ScriptChange* script = nullptr;
  const effect::Effect* effect = nullptr;
  std::string table;
};

std::string table_of(const effect::Effect& effect) {
  return effect.table.empty() && effect.object.kind == effect::ObjectKind::table
             ? effect.object.name
             : effect.table;
}

/// REINDEX, concurrently or not, and an index that is created under a name that was dropped before.
std::vector<Rebuild> rebuilds_of(const bundle::ChangeFacts& change) {
  using effect::Operation;
  std::vector<Rebuild> rebuilds;
  std::set<std::string> dropped;
  for (const auto& script : change.scripts) {
    if (!script.script->is_forward) continue;
    for (const auto& effect : script.effects) {
      const bool is_index = effect.object.kind == effect::ObjectKind::index;
      if (is_index && effect.operation == Operation::drop) dropped.insert(effect.object.name);
      const bool is_back =
          is_index && effect.operation == Operation::create && dropped.contains(effect.object.name);
      if (effect.operation != Operation::reindex && !is_back) continue;
      rebuilds.push_back({&script, &effect, table_of(effect)});
    }
  }
  return rebuilds;
}

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const auto& sizes = bundle.repository->policy.table_sizes;
  for (const auto& rebuild : rebuilds_of(change)) {
    const auto rows = change.row_estimates.find(rebuild.table);
    const bool is_known = rows != change.row_estimates.end();
    if (is_known && rows->second <= sizes.rebuild_review_above_rows) continue;
    if (!is_known && !sizes.review_unknown) continue;
    const auto label = to_string(rebuild.effect->object);
    auto& finding = reporter.at(
        *rebuild.script->script->source, rebuild.effect->span,
        is_known ? fmt::format("{} is rebuilt over about {} rows of {}; the policy asks for a "
                               "review above {}",
                               label, rows->second, rebuild.table, sizes.rebuild_review_above_rows)
                 : fmt::format("{} is rebuilt, and nobody knows over how many rows", label));
    finding.object = label;
  }
}

}  // namespace

const Rule large_index_rebuild{
    {
        .id = "diff-large-index-rebuild",
        .severity = Severity::review,
        .summary = "An index of a large table is rebuilt",
        .rationale = "Rebuilding an index reads the whole table and, unless it is done "
                     "concurrently, keeps writers out meanwhile.",
        .remedy = "Rebuild it concurrently and outside of busy hours, and have the time of the run "
                  "approved",
        .requirements = {"K-62"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::diff_rules
