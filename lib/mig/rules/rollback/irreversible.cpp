#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/rollback/irreversibility.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  // What is missing from the set is told first.
  if (!bundle.declaration.is_irreversible() || !is_irreversible_in_full(bundle)) return;
  const auto& block = *bundle.declaration.irreversible;
  auto& finding = reporter.at(
      place_of_requirement(bundle),
      fmt::format("the migration cannot be rolled back; {} takes the place of a rollback",
                  block.strategy->value));
  const SourceText& source = *bundle.declaration_document()->source;
  relate(finding, quote(source, block.reason->span), "why");
  relate(finding, quote(source, block.reference->span), "who agreed");
}

}  // namespace

const Rule irreversible{
    {
        .id = "rollback-irreversible",
        .severity = Severity::review,
        .summary = "A migration declares that it cannot be rolled back",
        .rationale = "\"We cannot roll this back\" is a governance event, however well it is "
                     "documented: it never passes without somebody who answers for it.",
        .remedy = "Have the person who answers for it approve rollback-irreversible under "
                  "approvals/, with the record of the decision as reference",
        .requirements = {"K-90", "X-05"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::rollback_rules
