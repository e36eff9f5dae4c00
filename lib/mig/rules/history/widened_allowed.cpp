#include "mig/rules/families.hpp"
#include "mig/rules/history/shifts.hpp"

namespace mig::rules::history_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::BundleComparison& comparison,
           Reporter& reporter) {
  report_looser(bundle, comparison,
                {.concern = contract::Concern::allowed, .subject = "scope", .verb = "widened"},
                reporter);
}

}  // namespace

const Rule widened_allowed{
    {
        .id = "history-widened-allowed",
        .severity = Severity::review,
        .summary = "What the scope allows was widened after the migration was approved",
        .rationale = "Whatever the scope allows passes without a word. What was added to it after "
                     "the approval was seen by nobody who approved.",
        .remedy = "Take the entry off the list, and what needs it out of the change",
        .requirements = {"K-34"},
        .approvable = true,
        .bar = ApprovalBar::signed_or_merged,
    },
    check};

}  // namespace mig::rules::history_rules
