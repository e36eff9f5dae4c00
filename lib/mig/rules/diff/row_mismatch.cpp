#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/limit/predicted.hpp"

namespace mig::rules::diff_rules {
namespace {

constexpr std::string_view kTotal = "row_backfill";
constexpr std::size_t kPlacesShown = 3;

/// What the forward scripts say of the reported number; empty when it can be right.
std::string contradiction(std::int64_t reported, const bundle::RunChange& run,
                          const PredictedTotals& totals) {
  const auto rows = static_cast<std::uint64_t>(reported);
  if (rows < totals.rows) {
    return fmt::format("the scripts surely write {}", totals.rows);
  }
  if (run.is_opaque || !totals.rows_unknown.empty() || rows == totals.rows) return {};
  return totals.rows == 0 ? "the scripts write none"
                          : fmt::format("the scripts write exactly {}", totals.rows);
}

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  // Statements that nobody could read say nothing of rows.
  if (!change.faults.empty() || !change.gaps.empty()) return;
  const auto totals = predicted_totals(change);
  for (const auto& run : change.runs) {
    if (!run.is_judged || run.is_rollback() || !run.reported) continue;
    const auto* reported = run.reported->total(kTotal);
    if (reported == nullptr) continue;
    const auto why = contradiction(reported->value, run, totals);
    if (why.empty()) continue;
    auto& finding =
        reporter.at(*run.summary->source, reported->span,
                    fmt::format("the run reports {} written rows, but {}", reported->value, why));
    finding.object = std::string(kTotal);
    for (const auto& placed : totals.rows_written) {
      if (finding.related.size() == kPlacesShown) break;
      if (!placed.effect->rows) continue;
      relate(finding, quote(*placed.script->script->source, placed.effect->span),
             fmt::format("{} rows into {}", *placed.effect->rows, placed.effect->object.name));
    }
  }
}

}  // namespace

const Rule row_mismatch{
    {
        .id = "diff-row-mismatch",
        .severity = Severity::fail,
        .summary = "The reported number of written rows contradicts the scripts",
        .rationale = "Baselines do not show rows, so that their number is the runner's word. Where "
                     "the scripts themselves tell how many, a report that says otherwise is not of "
                     "this run.",
        .remedy = "Report the rows that the run wrote, or find out what else wrote or did not",
        .requirements = {"K-60", "K-64"},
    },
    check};

}  // namespace mig::rules::diff_rules
