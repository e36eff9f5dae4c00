#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/contract/change_class.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/reviewers.hpp"

namespace mig::rules::declaration_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  const auto& approvals = bundle.declaration.approvals;
  const auto& policy = bundle.repository->policy;
  if (document == nullptr || !approvals.change_class) return;
  const auto& change_class = approvals.change_class->value;
  if (!contract::is_critical_class(policy, change_class)) return;
  // No reviewer at all is told by declaration-missing-reviewers.
  if (approvals.required_reviewers.empty() && approvals.routing_labels.empty()) return;
  if (names_governance_reviewer(approvals, policy)) return;
  auto& finding =
      reporter.at(*document->source, approvals.change_class->span,
                  fmt::format("a change of class \"{}\" needs a governance reviewer, but {}",
                              change_class, what_is_asked(approvals)));
  finding.remedy = fmt::format(
      "add a governance reviewer to approvals.required_reviewers; by the policy ({}) that is one "
      "who matches: {}",
      policy.source, fmt::join(policy.governance_reviewers, ", "));
}

}  // namespace

const Rule missing_governance_reviewer{
    {
        .id = "declaration-missing-governance-reviewer",
        .severity = Severity::review,
        .summary = "A governance-critical change names no governance reviewer",
        .rationale =
            "The policy names classes of change that must not be merged before somebody who "
            "speaks for governance has seen them.",
        .remedy = "Add a governance reviewer to approvals.required_reviewers",
        .requirements = {"K-16"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::declaration_rules
