#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "mig/bundle/base_lookup.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/history/earlier.hpp"
#include "mig/rules/registry/entries.hpp"

namespace mig::rules::history_rules {
namespace {

using Names = std::vector<std::string>;

Names without(Names names, const Names& others) {
  std::erase_if(names, [&others](const auto& name) {
    return std::find(others.begin(), others.end(), name) != others.end();
  });
  return names;
}

void check(const bundle::RepositoryFacts& repository,
           const bundle::RepositoryComparison& comparison, Reporter& reporter) {
  for (const auto& entry : comparison.entries) {
    const auto& before = entry.before;
    if (entry.now == nullptr || !before.status) continue;
    if (!bundle::is_approved_status(before.status->value)) continue;
    const auto owners = contract::values_of(before.owners);
    const auto owners_now = contract::values_of(entry.now->owners);
    const auto gone = without(owners, owners_now);
    if (gone.empty()) continue;
    const auto came = without(owners_now, owners);
    const auto& base = *comparison.base;
    auto& finding =
        reporter.at(registry_rules::source_of(*entry.now, repository), entry.now->span,
                    fmt::format("{} answers for {} no more{}; at {} it was {}",
                                fmt::join(gone, ", "), before.id.value,
                                came.empty() ? "" : fmt::format(", {} does", fmt::join(came, ", ")),
                                base.name(), before.status->value));
    // The gate digest does not cover the registry: the object tells what it became.
    finding.object =
        fmt::format("migration {}: owners {}", before.id.value, fmt::join(owners_now, ", "));
    finding.remedy = fmt::format("name {} among its owners again", fmt::join(gone, ", "));
    offer_approval(finding, comparison);
    relate(finding, quote(*entry.before_source, before.span), "its entry before");
  }
}

}  // namespace

const Rule changed_owners{
    {
        .id = "history-changed-owners",
        .severity = Severity::review,
        .summary = "An owner of an approved migration was dropped from the registry",
        .rationale = "Whoever owns a migration answers for it and for what it did. Who that is was "
                     "settled when it was approved, and a team that is dropped has to know.",
        .remedy = "Name the owner again; others may be added beside it",
        .requirements = {"K-34"},
        .approvable = true,
        .bar = ApprovalBar::signed_or_merged,
    },
    check};

}  // namespace mig::rules::history_rules
