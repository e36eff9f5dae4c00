#include <fmt/format.h>

#include <set>

#include "mig/bundle/change_facts.hpp"
#include "mig/delta/report_check.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::diff_rules {
namespace {

/// Tables of which rows may have changed; nothing when nobody can know.
std::optional<std::vector<std::string>> tables_with_rows(const bundle::ChangeFacts& change,
                                                         const bundle::RunChange& run) {
  if (run.is_opaque || !run.was_predicted) return std::nullopt;
  std::set<std::string> tables;
  for (const auto& script : change.scripts) {
    if (script.script->is_forward == run.is_rollback()) continue;
    for (const auto& effect : script.effects) {
      const bool is_table = effect.object.kind == effect::ObjectKind::table ||
                            effect.object.kind == effect::ObjectKind::foreign_table;
      if (!effect.traits.temporary && (is_table || !effect.table.empty()))
        tables.insert(effect.table.empty() ? effect.object.name : effect.table);
    }
  }
  return std::vector<std::string>(tables.begin(), tables.end());
}

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  for (const auto& run : change.runs) {
    if (!run.observation || !run.reported) continue;
    const auto tables = tables_with_rows(change, run);
    for (const auto& mismatch :
         delta::compare_numbers(*run.observation, *run.reported, tables ? &*tables : nullptr)) {
      reporter.at(*run.summary->source, mismatch.span,
                  fmt::format("`{}` is {}, but the baselines show {}", mismatch.name,
                              mismatch.reported, mismatch.observed));
    }
  }
}

}  // namespace

const Rule count_mismatch{
    {
        .id = "diff-count-mismatch",
        .severity = Severity::fail,
        .summary = "A count or a total of the diff summary is not what the baselines show",
        .rationale = "Totals are held against the declared limits. A total that is too small "
                     "lets a run pass that went too far.",
        .remedy = "Write the summary again from the two baselines: mig-scope-diff "
                  "--write-summary",
        .requirements = {"K-56"},
    },
    check};

}  // namespace mig::rules::diff_rules
