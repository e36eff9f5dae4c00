#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/rollback/irreversibility.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto& block = bundle.declaration.irreversible;
  if (!bundle.declaration.is_irreversible() || !block || !block->reference) return;
  const auto& reference = *block->reference;
  // A blank one or a placeholder is told with the set that it makes incomplete.
  if (!fault_of_text(reference.value).empty() || names_its_approval(bundle)) return;
  reporter.at(*bundle.declaration_document()->source, reference.span,
              fmt::format("\"{}\" is no reference that can be looked up", reference.value));
}

}  // namespace

const Rule vague_reference{
    {
        .id = "rollback-vague-reference",
        .severity = Severity::fail,
        .summary = "The approval of an irreversible migration cannot be looked up",
        .rationale = "\"Discussed with the team\" cannot be audited. The reference has to lead to "
                     "the record in which somebody took the decision.",
        .remedy = "Name the record: an issue (#123, GOV-17), a decision record (ADR-0042, "
                  "docs/adr/0042-flip.md) or its URL",
        .requirements = {"K-88"},
    },
    check};

}  // namespace mig::rules::rollback_rules
