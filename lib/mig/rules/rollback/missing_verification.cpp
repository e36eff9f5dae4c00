#include <fmt/format.h>

#include "mig/bundle/note_passages.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/rollback/irreversibility.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto& requires_rollback = bundle.declaration.requires_rollback;
  if (!requires_rollback || !requires_rollback->value || are_notes_unreadable(bundle)) return;
  if (!bundle.notes) {
    auto& finding =
        reporter.at_path(bundle.path_of("notes.md"),
                         "nothing says what to check after a rollback: the bundle has no notes.md");
    relate(finding, place_of_requirement(bundle), "a rollback is required here");
    return;
  }
  const auto passage = bundle::passage_about(bundle, bundle::rollback_verification_topic());
  if (passage.is_written) return;
  const SourceText& source = *bundle.notes->document.source;
  if (passage.heading == nullptr) {
    auto& finding = reporter.at_path(source.path(),
                                     "notes.md has no section on what to check after a rollback");
    relate(finding, place_of_requirement(bundle), "a rollback is required here");
    return;
  }
  reporter.at(source, passage.heading->heading_span,
              passage.placeholder
                  ? fmt::format("the text below \"{}\" still holds the placeholder \"{}\"",
                                passage.heading->heading, *passage.placeholder)
                  : fmt::format("nothing that could be checked is written below \"{}\"",
                                passage.heading->heading));
}

}  // namespace

const Rule missing_verification{
    {
        .id = "rollback-missing-verification",
        .severity = Severity::fail,
        .summary = "notes.md does not say what to check after a rollback",
        .rationale = "A rollback that ended without an error may have restored nothing. Whoever "
                     "runs it at night has to know what to look at.",
        .remedy = "Write under \"## Rollback verification\" what shows that it worked: which "
                  "objects are gone or back, which counts and which fingerprint to compare",
        .requirements = {"K-85"},
    },
    check};

}  // namespace mig::rules::rollback_rules
