#include <fmt/format.h>

#include "mig/bundle/change_facts.hpp"
#include "mig/delta/report_check.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::diff_rules {
namespace {

bool is_predicted(const bundle::RunChange& run, const std::string& label) {
  for (const auto& difference : run.predicted) {
    if (to_string(difference.object) == label) return true;
  }
  return false;
}

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  for (const auto& run : change.runs) {
    if (!run.observation || !run.reported) continue;
    for (const auto& mismatch : delta::compare_changes(*run.observation, run.reported->changes)) {
      if (mismatch.reported == nullptr || mismatch.observed != nullptr) continue;
      const auto& reported = *mismatch.reported;
      auto& finding = reporter.at(
          *run.summary->source, reported.span,
          fmt::format("the summary says that {} was {}, but the baselines show no change{}",
                      reported.object, reported.change,
                      is_predicted(run, reported.object) ? "" : " and the scripts make none"));
      finding.object = reported.object;
    }
  }
}

}  // namespace

const Rule unfounded_report{
    {
        .id = "diff-unfounded-report",
        .severity = Severity::fail,
        .summary = "The diff summary reports a change that did not take place",
        .rationale = "A report that neither the scripts nor the baselines bear out belongs "
                     "to another run, or was written by hand.",
        .remedy = "Write the summary again from the two baselines: mig-scope-diff "
                  "--write-summary",
        .requirements = {"K-56"},
    },
    check};

}  // namespace mig::rules::diff_rules
