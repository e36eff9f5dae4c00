#include "mig/rules/families.hpp"
#include "mig/rules/history/shifts.hpp"

namespace mig::rules::history_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::BundleComparison& comparison,
           Reporter& reporter) {
  report_looser(
      bundle, comparison,
      {.concern = contract::Concern::declaration, .subject = "declaration", .verb = "loosened"},
      reporter);
}

}  // namespace

const Rule loosened_declaration{
    {
        .id = "history-loosened-declaration",
        .severity = Severity::review,
        .summary = "A promise of the declaration was loosened after the migration was approved",
        .rationale =
            "An approval is given for what the declaration promises. A promise that is taken back "
            "afterwards leaves the approval standing over something that nobody approved.",
        .remedy = "Write the declaration as it was",
        .requirements = {"K-34"},
        .approvable = true,
        .bar = ApprovalBar::signed_or_merged,
    },
    check};

}  // namespace mig::rules::history_rules
