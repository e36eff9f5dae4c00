#include <fmt/format.h>

#include <set>

#include "mig/bundle/facts.hpp"
#include "mig/rules/approval/standing.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::approval_rules {
namespace {

/// Roles that had to approve: their approval does its work by being there.
std::set<std::string> needed_roles(const bundle::BundleFacts& bundle) {
  std::set<std::string> needed;
  for (const auto& executed : executed_tiers(bundle))
    needed.merge(required_roles(bundle, executed.tier));
  return needed;
}

void check(const bundle::BundleFacts& bundle, const std::vector<const contract::Approval*>& unused,
           Reporter& reporter) {
  const auto needed = needed_roles(bundle);
  for (const auto* approval : unused) {
    const Rule* rule = find_rule(approval->rule.value);
    if (rule == nullptr || !rule->info.approvable) continue;
    if (standing_of(*approval, bundle) != Standing::in_force) continue;
    if (needed.contains(approval->role.value)) continue;
    const auto object =
        approval->object ? fmt::format(" about {}", approval->object->value) : std::string();
    reporter.at(*approval->source, approval->rule.span,
                fmt::format("there is no finding of {}{} that this approval would open",
                            approval->rule.value, object));
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
