#include <fmt/format.h>

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "mig/bundle/facts.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/registry/entries.hpp"

namespace mig::rules::registry_rules {
namespace {

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  if (!is_registry_readable(repository)) return;
  std::unordered_set<std::string_view> listed;
  for (const auto& entry : repository.registry.entries) listed.insert(entry.id.value);
  const std::vector<std::string> names(listed.begin(), listed.end());
  for (const auto& entry : repository.registry.entries) {
    if (!entry.superseded_by || entry.superseded_by->value.empty()) continue;
    const auto& successor = entry.superseded_by->value;
    if (listed.contains(successor)) continue;
    auto& finding = reporter.at(
        source_of(entry, repository), entry.superseded_by->span,
        fmt::format("the successor \"{}\" of {} is not listed", successor, entry.id.value));
    if (const auto nearest = pattern::nearest_name(successor, names)) {
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
