#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "mig/bundle/facts.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/migration_ids.hpp"
#include "mig/rules/registry/entries.hpp"

namespace mig::rules::registry_rules {
namespace {

// Comparing every id with every other would take long in a flood of findings, and a flood has
// another cause than slips.
constexpr int kMaxSuggestions = 20;

/// The listed id that was most likely meant: only a later one can be.
std::optional<std::string> meant_by(const contract::RegistryEntry& entry,
                                    const bundle::RepositoryFacts& repository) {
  std::vector<std::string> later;
  for (const auto& other : repository.registry.entries) {
    if (is_earlier(entry.id.value, other.id.value).value_or(false)) later.push_back(other.id.value);
  }
  return pattern::nearest_name(entry.superseded_by->value, later);
}

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  if (!is_registry_readable(repository)) return;
  std::unordered_set<std::string_view> listed;
  for (const auto& entry : repository.registry.entries) listed.insert(entry.id.value);
  int suggestions = 0;
  for (const auto& entry : repository.registry.entries) {
    if (!entry.superseded_by || entry.superseded_by->value.empty()) continue;
    const auto& successor = entry.superseded_by->value;
    if (listed.contains(successor)) continue;
    auto& finding = reporter.at(
        source_of(entry, repository), entry.superseded_by->span,
        fmt::format("the successor \"{}\" of {} is not listed", successor, entry.id.value));
    if (++suggestions > kMaxSuggestions) continue;
    if (const auto nearest = meant_by(entry, repository)) {
      finding.remedy = fmt::format("did you mean \"{}\"? {}", *nearest, finding.remedy);
    }
  }
}

}  // namespace

const Rule unknown_successor{
    {
        .id = "registry-unknown-successor",
        .severity = Severity::fail,
        .summary = "The successor of a superseded migration is not in the registry",
        .rationale =
            "A migration that took the place of another is a migration like any other, with "
            "an entry of its own.",
        .remedy = "Correct the id, or add an entry for the successor",
        .requirements = {"K-31"},
    },
    check};

}  // namespace mig::rules::registry_rules
