#include "mig/rules/families.hpp"
#include "mig/rules/history/shifts.hpp"

namespace mig::rules::history_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::BundleComparison& comparison,
           Reporter& reporter) {
  report_looser(bundle, comparison,
                {.concern = contract::Concern::limit, .subject = "limit", .verb = "raised"},
                reporter);
}

}  // namespace

const Rule raised_limit{
    {
        .id = "history-raised-limit",
        .severity = Severity::review,
        .summary = "A limit was raised after the migration was approved",
        .rationale =
            "A limit is the blast radius that reviewers agreed to. Raised afterwards, so that a "
            "gate turns green, it bounds nothing any more, and nobody agreed to the larger one.",
        .remedy = "Write the limit as it was, and make the change smaller",
        .requirements = {"K-34"},
        .approvable = true,
        .bar = ApprovalBar::signed_or_merged,
    },
    check};

}  // namespace mig::rules::history_rules
