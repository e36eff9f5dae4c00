#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::bundle_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto& requires_rollback = bundle.declaration.requires_rollback;
  const auto& artifacts = bundle.declaration.artifacts;
  if (!requires_rollback || !requires_rollback->value) return;
  if (!artifacts.rollback_span || !artifacts.rollback.empty()) return;
  const SourceText& source = *bundle.declaration_document()->source;
  auto& finding = reporter.at(source, *artifacts.rollback_span,
                              "artifacts.rollback is empty, but requires_rollback is true");
  relate(finding, quote(source, requires_rollback->span), "required here");
  const auto& type = bundle.declaration.type;
  const auto script = fmt::format(
      "rollback{}", type ? contract::script_ending_of(type->value) : std::string_view{});
  if (bundle.entry(script) != nullptr) {
    finding.remedy = fmt::format("write rollback: [{}]", script);
  }
}

}  // namespace

const Rule rollback_undeclared{
    {
        .id = "bundle-rollback-undeclared",
        .severity = Severity::fail,
        .summary = "A rollback is required, and no rollback script is declared",
        .rationale = "A migration that promises to be reversible has to come with the script that "
                     "reverses it.",
        .remedy = "List the rollback script under artifacts.rollback, or declare the migration "
                  "irreversible",
        .requirements = {"K-19", "K-83"},
    },
    check};

}  // namespace mig::rules::bundle_rules
