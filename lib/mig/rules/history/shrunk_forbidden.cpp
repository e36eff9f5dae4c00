#include "mig/rules/families.hpp"
#include "mig/rules/history/shifts.hpp"

namespace mig::rules::history_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::BundleComparison& comparison,
           Reporter& reporter) {
  report_looser(bundle, comparison,
                {.concern = contract::Concern::forbidden, .subject = "scope", .verb = "shrunk"},
                reporter);
}

}  // namespace

const Rule shrunk_forbidden{
    {
        .id = "history-shrunk-forbidden",
        .severity = Severity::review,
        .summary = "What the scope forbids was shrunk after the migration was approved",
        .rationale =
            "What a declaration forbids is what reviewers were promised that it leaves alone. "
            "Taken off the list afterwards, it may be touched, and nobody agreed to that.",
        .remedy = "Put the entry back on the list, and take what needs it gone out of the change",
        .requirements = {"K-34"},
        .approvable = true,
        .bar = ApprovalBar::signed_or_merged,
    },
    check};

}  // namespace mig::rules::history_rules
