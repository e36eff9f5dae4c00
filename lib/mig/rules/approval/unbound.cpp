#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/approval/renewal.hpp"
#include "mig/rules/approval/signed.hpp"
#include "mig/rules/approval/standing.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::approval_rules {
namespace {

/// An approval that counts from the base only has to be there before its change is made: until then
/// it is bound to a state to come, and opens nothing.
bool waits_for_its_change(const contract::Approval& approval, const bundle::BundleFacts& bundle) {
  const Rule* rule = find_rule(approval.rule.value);
  return rule != nullptr && rule->info.bar == ApprovalBar::signed_or_merged &&
         signature_of(approval, bundle).worth == SignatureWorth::none;
}

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  for (const auto& approval : bundle.approvals) {
    const auto standing = standing_of(approval, bundle);
    const auto& digest = approval.subject_digest;
    if (standing == Standing::digest_unknown) {
      auto& finding = reporter.at(
          *approval.source, digest.span,
          fmt::format("the approval is for {}, but the bundle has no digest: its declaration or a "
                      "script cannot be read",
                      digest.value));
      finding.remedy = "complete the bundle first, and have it reviewed again";
    } else if (standing == Standing::unbound) {
      auto& finding = reporter.at(
          *approval.source, digest.span,
          fmt::format("the approval is for {}, but the bundle is {}", digest.value, bundle.digest));
      finding.remedy = renewed(approval, bundle);
      if (!waits_for_its_change(approval, bundle)) continue;
      finding.severity = Severity::info;
      finding.message += ". It waits for the change that makes the bundle that";
      finding.remedy =
          "merge it first, and make the change that it is for after it, without editing either";
    }
  }
}

}  // namespace

const Rule unbound{
    {
        .id = "approval-unbound",
        .severity = Severity::review,
        .summary = "An approval was given for other bytes than those in the bundle",
        .rationale = "An approval opens a finding only while it is bound to the reviewed bytes, in "
                     "force, and about a rule that an approval can open; one that does not count "
                     "must not look as if it did. One of a loosening to come has to be merged "
                     "before it, and is info.",
        .remedy = "Have the bundle as it is now reviewed, and write its digest into "
                  "subject_digest; where a "
                  "signature lies beside the approval, have it signed again",
        .requirements = {"X-06", "K-34"},
    },
    check};

}  // namespace mig::rules::approval_rules
