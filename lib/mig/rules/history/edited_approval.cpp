#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/history/earlier.hpp"

namespace mig::rules::history_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::BundleComparison& comparison,
           Reporter& reporter) {
  const auto& base = *comparison.repository->base;
  for (const auto& change : comparison.approvals) {
    // An approval of what is not merged yet may be withdrawn.
    if (change.is_gone && !comparison.was_merged) continue;
    auto& finding = tell_edited(change, base, reporter);
    if (change.is_gone) {
      finding.message =
          fmt::format("the approval is gone; at {} it was there, and the migration {}", base.name(),
                      protection_of(comparison.before_status, *comparison.repository));
    }
    offer_approval(finding, bundle, base);
  }
}

}  // namespace

const Rule edited_approval{
    {
        .id = "history-edited-approval",
        .severity = Severity::review,
        .summary = "An approval was edited, or removed from a merged migration",
        .rationale =
            "An approval is the word of a person about certain bytes. Edited, it says in their "
            "name what they did not say; removed, nobody can tell any more who permitted what ran.",
        .remedy =
            "Put the approval back as it was on the base, and give a new one in a file of its own",
        .requirements = {"X-06"},
        .approvable = true,
        .bar = ApprovalBar::signed_or_merged,
    },
    check};

}  // namespace mig::rules::history_rules
