#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/rollback/irreversibility.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  if (!bundle.declaration.is_irreversible() || are_notes_unreadable(bundle)) return;
  const auto passage = why_irreversible(bundle);
  if (passage.is_written) return;
  if (bundle.notes && passage.heading != nullptr) {
    reporter.at(*bundle.notes->document.source, passage.heading->heading_span,
                fmt::format("nothing below \"{}\" says why there is no way back",
                            passage.heading->heading));
    return;
  }
  auto& finding = reporter.at_path(
      bundle.path_of("notes.md"),
      bundle.notes ? "notes.md does not say why the migration cannot be rolled back"
                   : "nothing says why the migration cannot be rolled back: there is no notes.md");
  relate(finding, place_of_requirement(bundle), "declared irreversible here");
}

}  // namespace

const Rule unexplained{
    {
        .id = "rollback-unexplained",
        .severity = Severity::fail,
        .summary = "notes.md does not say why there is no rollback",
        .rationale = "Whoever approves a change without a way back has to read why there is none, "
                     "and what happens when it goes wrong.",
        .remedy = "Write under \"## Irreversible\" in notes.md why the change cannot be undone and "
                  "what is done instead when it fails",
        .requirements = {"K-87"},
    },
    check};

}  // namespace mig::rules::rollback_rules
