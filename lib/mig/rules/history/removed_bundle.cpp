#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/history/earlier.hpp"

namespace mig::rules::history_rules {
namespace {

void check(const bundle::RepositoryFacts&, const bundle::RepositoryComparison& comparison,
           Reporter& reporter) {
  const auto& base = *comparison.base;
  for (const auto& bundle : comparison.departed) {
    if (!bundle.was_merged || !bundle.moved_to.empty()) continue;
    auto& finding =
        reporter.at_path(bundle.path, fmt::format("{} is gone; at {} it {}", bundle.id, base.name(),
                                                  protection_of(bundle.status, comparison)));
    finding.object = object_of_bundle(bundle.path);
    finding.remedy =
        fmt::format("put it back: {}, and undo what it did in a new migration that supersedes it",
                    checkout_of(base, bundle.path));
    tell_object(finding);
  }
}

}  // namespace

const Rule removed_bundle{
    {
        .id = "history-removed-bundle",
        .severity = Severity::fail,
        .summary = "A merged migration was removed",
        .rationale = "A migration that was merged may have run. Without its bundle nobody can tell "
                     "what it did, undo it, or show why it was permitted.",
        .remedy = "Put the bundle back; what it did is undone by a new migration, and it is marked "
                  "as superseded",
        .requirements = {"K-33"},
        .approvable = true,
        .bar = ApprovalBar::signed_only,
    },
    check};

}  // namespace mig::rules::history_rules
