#include <fmt/format.h>

#include <set>

#include "mig/bundle/change_facts.hpp"
#include "mig/delta/report_check.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::diff_rules {
namespace {

std::set<std::string> predicted_by(const bundle::RunChange& run) {
  std::set<std::string> labels;
  for (const auto& difference : run.predicted) labels.insert(to_string(difference.object));
  return labels;
}

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  for (const auto& run : change.runs) {
    if (!run.observation || !run.reported) continue;
    const auto predicted = predicted_by(run);
    for (const auto& mismatch : delta::compare_changes(*run.observation, run.reported->changes)) {
      if (mismatch.reported == nullptr || mismatch.observed != nullptr) continue;
      const auto& reported = *mismatch.reported;
      auto& finding = reporter.at(
          *run.summary->source, reported.span,
          fmt::format("the summary says that {} was {}, but the baselines show no change{}",
                      reported.object, reported.change,
                      predicted.contains(reported.object) ? "" : " and the scripts make none"));
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
