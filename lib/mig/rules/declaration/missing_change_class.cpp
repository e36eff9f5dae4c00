#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/contract/change_class.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::declaration_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  const auto& approvals = bundle.declaration.approvals;
  const auto& change_class = approvals.change_class;
  if (document == nullptr || !approvals.span || is_misshapen(*document, "approvals")) return;
  if (change_class && !contract::folded_class(change_class->value).empty()) return;
  auto& finding =
      reporter.at(*document->source, change_class ? change_class->span : *approvals.span,
                  fmt::format("`approvals` gives {} change_class, so that nobody can tell whether "
                              "governance has to review",
                              change_class ? "a blank" : "no"));
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
