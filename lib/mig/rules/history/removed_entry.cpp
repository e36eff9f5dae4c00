#include <fmt/format.h>

#include <algorithm>

#include "mig/bundle/base_lookup.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/history/earlier.hpp"
#include "mig/rules/registry/entries.hpp"

namespace mig::rules::history_rules {
namespace {

using bundle::EntryChange;
using bundle::RepositoryComparison;

/// Of a registry that cannot be read whole, nothing better is known.
bool was_merged(const EntryChange& entry, const RepositoryComparison& comparison) {
  const auto& status = entry.before.status;
  return entry.was_merged ||
         (status ? bundle::is_merged_status(status->value) : comparison.is_base_registry_broken);
}

/// A finding about the bundle tells of it already.
bool is_told_elsewhere(std::string_view id, const RepositoryComparison& comparison) {
  return std::any_of(comparison.departed.begin(), comparison.departed.end(),
                     [id](const auto& bundle) { return bundle.was_merged && bundle.id == id; });
}

/// What was approved may be withdrawn, bundle and entry together. One that stays, and is looked for
/// by nobody, could be changed at will and listed again.
bool is_hidden(const EntryChange& entry, const RepositoryComparison& comparison) {
  if (!entry.was_approved) return false;
  const auto& departed = comparison.departed;
  return entry.is_bundle_there ||
         std::any_of(departed.begin(), departed.end(), [&entry](const auto& bundle) {
           return bundle.id == entry.before.id.value && !bundle.moved_to.empty();
         });
}

/// "merged", "draft, with a run receipt"
std::string standing_of(const EntryChange& entry) {
  const auto status =
      entry.before.status ? entry.before.status->value : std::string("of no status");
  if (bundle::is_approved_status(status) && !entry.was_merged) return status;
  if (entry.was_merged && !bundle::is_merged_status(status)) return status + ", with a run receipt";
  return entry.was_approved && !entry.was_merged ? status + ", with approvals" : status;
}

void check(const bundle::RepositoryFacts& repository,
           const bundle::RepositoryComparison& comparison, Reporter& reporter) {
  // What is listed is not known otherwise: the document is the cause.
  if (!registry_rules::is_registry_readable(repository)) return;
  const auto& base = *comparison.base;
  for (const auto& entry : comparison.entries) {
    const auto& before = entry.before;
    if (entry.now != nullptr) continue;
    if (!was_merged(entry, comparison) && !is_hidden(entry, comparison)) continue;
    if (is_told_elsewhere(before.id.value, comparison)) continue;
    const auto& listing = *entry.before_source;
    const auto path = path_at_base(listing.path(), base);
    auto& finding =
        reporter.at_path(path, fmt::format("{} is not listed any more; at {} it was {}",
                                           before.id.value, base.name(), standing_of(entry)));
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
        .summary = "The registry no longer lists a migration that was merged, or that was approved "
                   "and is still there",
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
