#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::bundle_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  if (bundle.notes) return;
  const bool is_irreversible = bundle.declaration.is_irreversible();
  auto& finding = reporter.at_path(
      bundle.path_of("notes.md"),
      is_irreversible ? "the bundle has no notes.md, although it declares requires_rollback: false"
                      : "the bundle has no notes.md");
  if (!is_irreversible) return;
  finding.severity = Severity::fail;
  relate(finding,
         quote(*bundle.declaration_document()->source, bundle.declaration.requires_rollback->span),
         "declared irreversible here");
}

}  // namespace

const Rule missing_notes{
    {
        .id = "bundle-missing-notes",
        .severity = Severity::review,
        .summary = "A bundle has no notes.md",
        .rationale = "Scripts show what changes; only people can say what may go wrong, how it is "
                     "rolled out and what a reviewer should look at. For an irreversible migration "
                     "that is the only safety there is.",
        .remedy = "Add notes.md with prose under the headings \"Why a migration\", \"Risks\", "
                  "\"Rollout\", \"Rollback\", \"Rollback verification\" and \"Review guidance\"",
        .requirements = {"K-23"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::bundle_rules
