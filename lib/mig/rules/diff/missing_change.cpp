#include <fmt/format.h>

#include "mig/bundle/change_facts.hpp"
#include "mig/delta/report_check.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::diff_rules {
namespace {

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  for (const auto& run : change.runs) {
    if (!run.observation || !run.reported) continue;
    for (const auto& mismatch : delta::compare_changes(*run.observation, run.reported->changes)) {
      if (mismatch.reported != nullptr) continue;
      const auto label = mismatch.observed->label();
      auto& finding = reporter.at(*run.summary->source, run.reported->changes_span,
                                  fmt::format("the summary leaves out that {} was {}", label,
                                              name_of(mismatch.observed->change)));
      finding.object = label;
      relate(finding, place_of(run, *mismatch.observed), "as the baselines show");
    }
  }
}

}  // namespace

const Rule missing_change{
    {
        .id = "diff-missing-change",
        .severity = Severity::fail,
        .summary = "The diff summary leaves out a change that the baselines show",
        .rationale = "The summary is what reviewers read. A change that it leaves out is a "
                     "change that nobody saw.",
        .remedy = "Write the summary again from the two baselines: mig-scope-diff "
                  "--write-summary",
        .requirements = {"K-56"},
    },
    check};

}  // namespace mig::rules::diff_rules
