#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "mig/bundle/facts.hpp"
#include "mig/rules/approval/standing.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::approval_rules {
namespace {

/// What the approval may have been meant for, or what it was given for: who is to decide whether it
/// goes has to know.
std::string remedy_for(const Leftover& leftover) {
  constexpr std::size_t kShown = 3;
  const auto& approval = *leftover.approval;
  const auto is_due =
      fmt::format("remove {} when what it was given for is done or dropped ({}: {})",
                  approval.source->path(), approval.reference.value, approval.reason.value);
  const auto& near = leftover.near;
  if (near.empty()) return is_due;
  const auto last = near.begin() + static_cast<std::ptrdiff_t>(std::min(near.size(), kShown));
  const auto more = near.size() > kShown ? fmt::format(" and {} more", near.size() - kShown) : "";
  return fmt::format(
      "open is {}{}: write rule and object of the finding that is meant into {}, as the report "
      "spells them, and sign it again where it is signed; or {}",
      fmt::join(std::vector<std::string>(near.begin(), last), ", "), more, approval.source->path(),
      is_due);
}

void check(const bundle::BundleFacts& bundle, const std::vector<Leftover>& unused,
           Reporter& reporter) {
  for (const auto& leftover : unused) {
    const auto* approval = leftover.approval;
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
    auto& finding =
        reporter.at(*approval->source, approval->rule.span,
                    fmt::format("there is no finding of {}{} that this approval{} would open",
                                approval->rule.value, object, giver));
    finding.remedy = remedy_for(leftover);
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
