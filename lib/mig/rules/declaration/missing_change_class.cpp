#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::declaration_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  const auto& approvals = bundle.declaration.approvals;
  if (document == nullptr || !approvals.span || approvals.change_class) return;
  if (is_misshapen(*document, "approvals")) return;
  auto& finding = reporter.at(*document->source, *approvals.span,
                              "`approvals` gives no change_class, so that nobody can tell whether "
                              "governance has to review");
  const auto& critical = bundle.repository->policy.critical_classes;
  if (!critical.empty()) {
    finding.remedy +=
        fmt::format("; classes that need a governance reviewer: {}", fmt::join(critical, ", "));
  }
}

}  // namespace

const Rule missing_change_class{
    {
        .id = "declaration-missing-change-class",
        .severity = Severity::review,
        .summary = "The declaration does not say of which class the change is",
        .rationale = "The class of a change decides who has to review it and which roles must "
                     "approve a run in production.",
        .remedy = "Add approvals.change_class; any word that names the class will do, such as "
                  "\"routine\"",
        .requirements = {"K-16"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::declaration_rules
