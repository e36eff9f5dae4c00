#include "mig/rules/families.hpp"
#include "mig/rules/rollback/irreversibility.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto& declaration = bundle.declaration;
  if (!declaration.requires_rollback) return;
  const SourceText& source = *bundle.declaration_document()->source;
  if (declaration.requires_rollback->value && declaration.irreversible) {
    auto& finding = reporter.at(source, declaration.irreversible->key_span,
                                "requires_rollback is true, but the migration is declared "
                                "irreversible as well");
    relate(finding, place_of_requirement(bundle), "a rollback is required here");
    finding.remedy = "remove irreversible, or set requires_rollback to false";
  }
  const auto& scripts = declaration.artifacts.rollback;
  if (!declaration.requires_rollback->value && !scripts.empty()) {
    auto& finding = reporter.at(source, scripts.front().span,
                                "requires_rollback is false, but a rollback script is declared");
    relate(finding, place_of_requirement(bundle), "declared irreversible here");
    finding.remedy = "set requires_rollback to true, or take the script out of the bundle";
  }
}

}  // namespace

const Rule contradiction{
    {
        .id = "rollback-contradiction",
        .severity = Severity::fail,
        .summary = "A migration is declared reversible and irreversible at once",
        .rationale = "Nobody can tell which of the two was approved: a script that is not required "
                     "is not judged as a rollback, and an irreversible migration with one looks "
                     "safer than it is.",
        .remedy = "Decide for one: a rollback script with requires_rollback: true, or irreversible "
                  "with requires_rollback: false",
        .requirements = {"X-05"},
    },
    check};

}  // namespace mig::rules::rollback_rules
