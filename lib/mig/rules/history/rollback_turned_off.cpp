#include "mig/rules/families.hpp"
#include "mig/rules/history/shifts.hpp"

namespace mig::rules::history_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::BundleComparison& comparison,
           Reporter& reporter) {
  report_looser(bundle, comparison,
                {.concern = contract::Concern::rollback,
                 .subject = "rollback",
                 .verb = "loosened",
                 .flag_verb = "turned off"},
                reporter);
}

}  // namespace

const Rule rollback_turned_off{
    {
        .id = "history-rollback-turned-off",
        .severity = Severity::review,
        .summary = "The rollback was turned off or weakened after the migration was approved",
        .rationale = "Reviewers accepted the risk of a change that can be undone. One that cannot "
                     "is another change, whatever its scripts say.",
        .remedy = "Declare the rollback as it was, and mend the scripts instead",
        .requirements = {"K-34"},
        .approvable = true,
        .bar = ApprovalBar::signed_or_merged,
    },
    check};

}  // namespace mig::rules::history_rules
