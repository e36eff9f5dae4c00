#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/approval/standing.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::approval_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const std::vector<const contract::Approval*>& unused,
           Reporter& reporter) {
  for (const auto* approval : unused) {
    const Rule* rule = find_rule(approval->rule.value);
    if (rule == nullptr || !rule->info.approvable) continue;
    // What was accepted of a change stays on record after it: taking it away would be told, too.
    if (rule->info.bar != ApprovalBar::policy) continue;
    if (standing_of(*approval, bundle) != Standing::in_force) continue;
    const auto object =
        approval->object ? fmt::format(" about {}", approval->object->value) : std::string();
    const auto giver = rule->info.id == missing_role.info.id
                           ? fmt::format(" of the role {}", approval->role.value)
                           : std::string();
    reporter.at(*approval->source, approval->rule.span,
                fmt::format("there is no finding of {}{} that this approval{} would open",
                            approval->rule.value, object, giver));
  }
}

}  // namespace

const Rule unused{
    {
        .id = "approval-unused",
        .severity = Severity::info,
        .summary = "An approval opened nothing",
        .rationale =
            "An approval that is no longer needed stays in force for a finding that may come back.",
        .remedy = "Remove the approval when it is not needed any more",
        .requirements = {"X-06"},
    },
    check};

}  // namespace mig::rules::approval_rules
