#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::declaration_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  const auto& approvals = bundle.declaration.approvals;
  if (document == nullptr || !approvals.span || is_misshapen(*document, "approvals")) return;
  if (!approvals.required_reviewers.empty() || !approvals.routing_labels.empty()) return;
  reporter.at(*document->source, *approvals.span,
              "`approvals` names neither required_reviewers nor routing_labels: nobody has to look "
              "at this migration");
}

}  // namespace

const Rule missing_reviewers{
    {
        .id = "declaration-missing-reviewers",
        .severity = Severity::fail,
        .summary = "The declaration names no reviewer and no routing label",
        .rationale = "A migration that nobody is asked to review is merged by whoever wrote it.",
        .remedy = "List at least one team or person under approvals.required_reviewers, or a "
                  "label under approvals.routing_labels",
        .requirements = {"K-15"},
    },
    check};

}  // namespace mig::rules::declaration_rules
