#include "mig/rules/approval/approve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "mig/rules/approval/signed.hpp"
#include "mig/rules/approval/standing.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::approval_rules {
namespace {

bool is_for(const contract::Approval& approval, const Finding& finding) {
  if (approval.rule.value != finding.rule) return false;
  if (approval.object && approval.object->value != finding.object) return false;
  // Nobody else can give the approval that a role owes.
  return finding.rule != missing_role.info.id ||
         finding.object == object_of_role(approval.role.value);
}

// The default accepts unsigned approvals for review findings in normal mode only; a policy may
// accept or refuse single rules by name. Answers where an unsigned approval does not count; nothing
// when it does.
std::string_view refused_unsigned(const Finding& finding,
                                  const bundle::RepositoryFacts& repository) {
  const auto& unsigned_approvals = repository.policy.unsigned_approvals;
  const auto names = [&finding](const std::vector<std::string>& list) {
    return std::find(list.begin(), list.end(), finding.rule) != list.end();
  };
  if (names(unsigned_approvals.refuse)) return "under the policy";
  if (names(unsigned_approvals.accept)) return {};
  if (finding.severity == Severity::info) return "for info findings, which need none";
  if (finding.severity != Severity::review) return "for fail findings";
  if (!unsigned_approvals.accept_for_review) return "under the policy";
  return repository.strict ? "in strict mode" : std::string_view{};
}

/// Keys that sign receipts are in the hands of machines.
bool is_role_of_runs(std::string_view role) {
  return role == "runner" || role == "witness";
}

/// What a rule asks of an approval beyond the policy; empty when there is nothing or it is met.
std::string_view below_bar(const Finding& finding, const contract::Approval& approval,
                           const bundle::BundleFacts& bundle, bool is_signed) {
  switch (find_rule(finding.rule)->info.bar) {
    case ApprovalBar::policy:
      return {};
    case ApprovalBar::signed_or_merged:
      if (is_role_of_runs(approval.role.value)) return "runners and witnesses approve nothing here";
      if (is_signed || bundle.approvals_at_base.contains(approval.source->path())) return {};
      return "an unsigned approval counts here only where the base revision holds it: a change "
             "does not accept itself";
    case ApprovalBar::signed_only:
      if (!is_signed) return "here only a signed approval counts";
      // What is rewritten is not part of the digest that the approval is bound to.
      if (bundle.approvals_at_base.contains(approval.source->path())) {
        return "it was for the change that brought it: what is rewritten now needs one of its own";
      }
      if (is_role_of_runs(approval.role.value)) return "runners and witnesses approve nothing here";
      // Without the object one signature would open whatever else is rewritten.
      return approval.object ? "" : "here an approval has to name its object";
  }
  return "its rule asks for more than is known";
}

/// Without it the author of an approval would look for the fault in the approval.
void tell_refused(Finding& finding, const contract::Approval& approval, std::string_view why) {
  const auto told = fmt::format("{} approves this, but {}", approval.source->path(), why);
  for (auto* text : {&finding.remedy, &finding.resolution}) {
    *text += fmt::format("{}{}", text->empty() ? "" : "; ", told);
  }
}

/// Why an approval in force does not open a finding that it is for; empty when it does.
std::string refusal(const Finding& finding, const contract::Approval& approval,
                    const ApprovalSignature& signature, const bundle::BundleFacts& bundle) {
  // Not taken for an unsigned one: what became of the signature may have become of the rest.
  if (signature.worth == SignatureWorth::broken) {
    return fmt::format("its signature does not hold ({})", signature.why);
  }
  const bool is_signed = signature.worth == SignatureWorth::counts;
  if (const auto why = below_bar(finding, approval, bundle, is_signed); !why.empty()) {
    return std::string(why);
  }
  if (is_signed) return {};
  const auto where = refused_unsigned(finding, *bundle.repository);
  return where.empty() ? std::string() : fmt::format("unsigned approvals do not count {}", where);
}

}  // namespace

void approve(std::vector<Finding>& findings, const bundle::BundleFacts& bundle,
             std::set<const contract::Approval*>& used) {
  for (auto& finding : findings) {
    const Rule* rule = find_rule(finding.rule);
    if (rule == nullptr || !rule->info.approvable) continue;
    for (const auto& approval : bundle.approvals) {
      if (!is_for(approval, finding) || standing_of(approval, bundle) != Standing::in_force)
        continue;
      used.insert(&approval);
      const auto signature = signature_of(approval, bundle);
      if (const auto why = refusal(finding, approval, signature, bundle); !why.empty()) {
        tell_refused(finding, approval, why);
        continue;
      }
      const bool is_signed = signature.worth == SignatureWorth::counts;
      finding.status = Status::approved;
      finding.resolution =
          fmt::format("approved by {} ({}), {}: {}{}", approval.approved_by.value,
                      approval.role.value, approval.reference.value, approval.reason.value,
                      is_signed ? fmt::format("; signed by {}", approval.approved_by.value) : "");
      break;
    }
  }
}

std::vector<std::string> open_near(const contract::Approval& approval,
                                   const std::vector<Finding>& findings) {
  std::set<std::string> near;
  for (const auto& finding : findings) {
    if (finding.status != Status::open || finding.severity == Severity::info) continue;
    const bool is_same_object = approval.object && approval.object->value == finding.object;
    if (finding.rule != approval.rule.value && !is_same_object) continue;
    const Rule* rule = find_rule(finding.rule);
    if (rule == nullptr || !rule->info.approvable) continue;
    near.insert(finding.object.empty() ? finding.rule
                                       : fmt::format("{} about {}", finding.rule, finding.object));
  }
  return {near.begin(), near.end()};
}

}  // namespace mig::rules::approval_rules
