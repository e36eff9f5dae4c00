#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::approval_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  for (const auto& approval : bundle.approvals) {
    const Rule* rule = find_rule(approval.rule.value);
    if (rule == nullptr || rule->info.approvable) continue;
    auto& finding = reporter.at(*approval.source, approval.rule.span,
                                fmt::format("no approval can open \"{}\"", approval.rule.value));
    if (rule->info.justifiable) {
      finding.remedy = fmt::format(
          "write \"- {}: \" and the reason under \"## Justifications\" in notes.md instead",
          approval.rule.value);
    }
  }
}

}  // namespace

const Rule not_approvable{
    {
        .id = "approval-not-approvable",
        .severity = Severity::review,
        .summary = "An approval names a rule that no approval can open",
        .rationale = "An approval opens a finding only while it is bound to the reviewed bytes, in "
                     "force, and about a rule that an approval can open; one that does not count "
                     "must not look as if it did.",
        .remedy = "Mend what the rule finds, and remove the approval",
        .requirements = {"X-06", "K-02"},
    },
    check};

}  // namespace mig::rules::approval_rules
