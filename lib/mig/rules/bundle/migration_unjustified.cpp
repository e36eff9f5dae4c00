#include <fmt/format.h>

#include <array>

#include "mig/bundle/facts.hpp"
#include "mig/rules/bundle/note_topics.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::bundle_rules {
namespace {

constexpr std::array<std::string_view, 3> kWhy{"why a migration", "why this is a migration",
                                               "alternatives"};

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  if (!bundle.notes || bundle.notes->document.access || bundle.notes->document.fault) return;
  const auto coverage = coverage_of(bundle.notes->markdown, kWhy);
  if (coverage.is_written) return;
  const SourceText& source = *bundle.notes->document.source;
  if (coverage.heading != nullptr) {
    reporter.at(source, coverage.heading->heading_span,
                fmt::format("nothing is written below \"{}\"", coverage.heading->heading));
    return;
  }
  reporter.at_path(source.path(),
                   "notes.md does not say why the change cannot be derived again or versioned side "
                   "by side");
}

}  // namespace

const Rule migration_unjustified{
    {
        .id = "bundle-migration-unjustified",
        .severity = Severity::review,
        .summary = "notes.md does not say why this change has to be a migration",
        .rationale = "What can be derived again from canonical artifacts, or rolled out side by "
                     "side under a new version, needs no migration and carries none of its risk.",
        .remedy = "Say under \"## Why a migration\" or \"## Alternatives\" why the store cannot be "
                  "rebuilt or versioned instead; or, when that does not apply, add below \"## "
                  "Justifications\" the line \"- bundle-migration-unjustified: <the reason>\"",
        .requirements = {"K-43", "K-24"},
        .justifiable = true,
    },
    check};

}  // namespace mig::rules::bundle_rules
