#include <fmt/format.h>

#include <algorithm>

#include "mig/bundle/base_lookup.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/history/earlier.hpp"
#include "mig/rules/registry/entries.hpp"

namespace mig::rules::history_rules {
namespace {

/// Of a registry that cannot be read whole, nothing better is known.
bool was_merged(const contract::RegistryEntry& entry,
                const bundle::RepositoryComparison& comparison) {
  return entry.status ? bundle::is_merged_status(entry.status->value)
                      : comparison.is_base_registry_broken;
}

/// A finding about the bundle tells of it already.
bool is_told_elsewhere(std::string_view id, const bundle::RepositoryComparison& comparison) {
  return std::any_of(comparison.departed.begin(), comparison.departed.end(),
                     [id](const auto& bundle) { return bundle.was_merged && bundle.id == id; });
}

void check(const bundle::RepositoryFacts& repository,
           const bundle::RepositoryComparison& comparison, Reporter& reporter) {
  // What is listed is not known otherwise: the document is the cause.
  if (!registry_rules::is_registry_readable(repository)) return;
  const auto& base = *comparison.base;
  for (const auto& entry : comparison.entries) {
    const auto& before = entry.before;
    if (entry.now != nullptr || !was_merged(before, comparison)) continue;
    if (is_told_elsewhere(before.id.value, comparison)) continue;
    const auto& listing = *entry.before_source;
    const auto path = path_at_base(listing.path(), base);
    auto& finding = reporter.at_path(
        path, fmt::format("{} is not listed any more; at {} it was {}", before.id.value,
                          base.name(), before.status ? before.status->value : "of no status"));
    finding.object = fmt::format("migration {}", before.id.value);
    finding.remedy = fmt::format(
        "put its entry back: git show {} has it; what is not wanted any more is marked as "
        "superseded by a later migration",
        as_argument(fmt::format("{}:./{}", revision_of(base), path)));
    relate(finding, quote(listing, before.span), "its entry");
  }
}

}  // namespace

const Rule removed_entry{
    {
        .id = "history-removed-entry",
        .severity = Severity::fail,
        .summary = "The registry no longer lists a migration that was merged",
        .rationale =
            "The registry is the list of everything that may have run. What it does not list is "
            "looked for by nobody: not its receipts, not its rollback, not its successor.",
        .remedy = "Put the entry back as it was; entries are never removed",
        .requirements = {"K-32"},
        .approvable = true,
        .bar = ApprovalBar::signed_only,
    },
    check};

}  // namespace mig::rules::history_rules
