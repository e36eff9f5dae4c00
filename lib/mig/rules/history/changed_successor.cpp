#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/history/earlier.hpp"
#include "mig/rules/registry/entries.hpp"

namespace mig::rules::history_rules {
namespace {

void check(const bundle::RepositoryFacts& repository,
           const bundle::RepositoryComparison& comparison, Reporter& reporter) {
  for (const auto& entry : comparison.entries) {
    // A migration that was superseded without a successor is told by itself.
    if (entry.now == nullptr || !entry.before.superseded_by) continue;
    const auto& before = *entry.before.superseded_by;
    const auto& now = entry.now->superseded_by;
    if (now && now->value == before.value) continue;
    const auto& id = entry.before.id.value;
    const auto name = comparison.base->name();
    auto& finding = reporter.at(registry_rules::source_of(*entry.now, repository),
                                now ? now->span : entry.now->span,
                                now ? fmt::format("{} is superseded by {}; at {} it was {}", id,
                                                  now->value, name, before.value)
                                    : fmt::format("{} names no successor any more; at {} it was {}",
                                                  id, name, before.value));
    finding.object =
        fmt::format("migration {}: {} -> {}", id, before.value, now ? now->value : "none");
    finding.remedy = fmt::format("write \"superseded_by\": \"{}\" again", before.value);
    tell_object(finding);
    relate(finding, quote(*entry.before_source, before.span), "the successor before");
  }
}

}  // namespace

const Rule changed_successor{
    {
        .id = "history-changed-successor",
        .severity = Severity::fail,
        .summary = "The successor of a superseded migration was changed or dropped",
        .rationale = "Whoever meets a superseded migration follows it to what took its place. Led "
                     "elsewhere, or nowhere, they find a change that never replaced it.",
        .remedy = "Name the successor that the base names; a successor that is superseded itself "
                  "names its own",
        .requirements = {"K-32"},
        .approvable = true,
        .bar = ApprovalBar::signed_only,
    },
    check};

}  // namespace mig::rules::history_rules
