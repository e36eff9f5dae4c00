#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::approval_rules {
namespace {

std::vector<std::string> approvable_rules() {
  std::vector<std::string> ids;
  for (const Rule* rule : all_rules()) {
    if (rule->info.approvable) ids.emplace_back(rule->info.id);
  }
  return ids;
}

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  for (const auto& approval : bundle.approvals) {
    if (find_rule(approval.rule.value) != nullptr) continue;
    auto& finding = reporter.at(*approval.source, approval.rule.span,
                                fmt::format("there is no rule \"{}\"", approval.rule.value));
    if (const auto near = pattern::nearest_name(approval.rule.value, approvable_rules())) {
      finding.remedy = fmt::format("did you mean \"{}\"?", *near);
    }
  }
}

}  // namespace

const Rule unknown_rule{
    {
        .id = "approval-unknown-rule",
        .severity = Severity::review,
        .summary = "An approval names a rule that does not exist",
        .rationale = "An approval opens a finding only while it is bound to the reviewed bytes, in "
                     "force, and about a rule that an approval can open; one that does not count "
                     "must not look as if it did.",
        .remedy = "Name the rule as the finding does; --list-rules shows every rule",
        .requirements = {"X-06", "K-02"},
    },
    check};

}  // namespace mig::rules::approval_rules
