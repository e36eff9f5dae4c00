#include "mig/rules/families.hpp"
#include "mig/rules/history/shifts.hpp"

namespace mig::rules::history_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::BundleComparison& comparison,
           Reporter& reporter) {
  report_looser(
      bundle, comparison,
      {.concern = contract::Concern::reviewers, .subject = "reviewers", .verb = "shortened"},
      reporter);
}

}  // namespace

const Rule dropped_reviewer{
    {
        .id = "history-dropped-reviewer",
        .severity = Severity::review,
        .summary = "A reviewer was dropped after the migration was approved",
        .rationale = "Who has to look at a change is settled before it is approved. Whoever was "
                     "dropped afterwards never saw what was made of it.",
        .remedy = "Name the reviewer again, and ask them",
        .requirements = {"K-34"},
        .approvable = true,
        .bar = ApprovalBar::signed_or_merged,
    },
    check};

}  // namespace mig::rules::history_rules
