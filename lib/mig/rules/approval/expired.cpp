#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/approval/standing.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::approval_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  for (const auto& approval : bundle.approvals) {
    const auto standing = standing_of(approval, bundle);
    const auto instant = day_of_judgement(approval, bundle);
    if (standing == Standing::not_yet) {
      reporter.at(*approval.source, approval.date.span,
                  fmt::format("the approval is dated {}, after the day on which it has to hold, {}",
                              approval.date.value, instant));
    } else if (standing == Standing::expired) {
      reporter.at(*approval.source, approval.expires->span,
                  fmt::format("the approval expired on {}, and has to hold on {}",
                              approval.expires->value, instant));
    }
  }
}

}  // namespace

const Rule expired{
    {
        .id = "approval-expired",
        .severity = Severity::review,
        .summary = "An approval has expired, or is dated in the future",
        .rationale = "An approval opens a finding only while it is bound to the reviewed bytes, in "
                     "force, and about a rule that an approval can open; one that does not count "
                     "must not look as if it did.",
        .remedy =
            "Have the bundle reviewed again, and date the approval on the day that it is given",
        .requirements = {"X-06"},
    },
    check};

}  // namespace mig::rules::approval_rules
