#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/contract/scope_names.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/reviewers.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::protected_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  const auto& approvals = bundle.declaration.approvals;
  const auto& policy = bundle.repository->policy;
  if (document == nullptr || !approvals.span || is_misshapen(*document, "approvals")) return;
  // No reviewer at all is told by declaration-missing-reviewers.
  if (approvals.required_reviewers.empty() && approvals.routing_labels.empty()) return;
  if (names_governance_reviewer(approvals, policy)) return;
  for (const auto& contact :
       contract::protected_contacts(bundle.declaration, policy.protected_domains)) {
    auto& finding =
        reporter.at(*document->source, contact.entry.span,
                    fmt::format("\"{}\" in `{}` may touch the protected domain {} (policy: {}), "
                                "and needs a governance reviewer, but {}",
                                contact.entry.value, contact.key, contact.domain, policy.source,
                                what_is_asked(approvals)));
    finding.object = contact.domain;
    finding.remedy = fmt::format(
        "add a governance reviewer ({}) to approvals.required_reviewers, or forbid the domain "
        "in the scope",
        fmt::join(policy.governance_reviewers, ", "));
  }
}

}  // namespace

const Rule missing_reviewer{
    {
        .id = "protected-missing-reviewer",
        .severity = Severity::fail,
        .summary = "The scope may touch a protected domain, and no governance reviewer is asked",
        .rationale =
            "Protected domains hold what governance answers for. A change that may reach "
            "them has to be seen by somebody who speaks for governance before it is merged.",
        .remedy = "Add a governance reviewer to approvals.required_reviewers, or forbid the "
                  "domain in the scope",
        .requirements = {"K-113"},
    },
    check};

}  // namespace mig::rules::protected_rules
