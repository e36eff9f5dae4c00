#include <fmt/format.h>

#include <string_view>
#include <unordered_set>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/migration_ids.hpp"
#include "mig/rules/registry/entries.hpp"

namespace mig::rules::registry_rules {
namespace {

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  std::unordered_set<std::string_view> listed;
  for (const auto& entry : repository.registry.entries) listed.insert(entry.id.value);
  for (const auto& entry : repository.registry.entries) {
    if (!entry.superseded_by) continue;
    const auto& successor = entry.superseded_by->value;
    const auto is_later = is_earlier(entry.id.value, successor);
    // Malformed ids, and ids that nobody lists, are told by other rules.
    if (!is_later || *is_later || !listed.contains(successor)) continue;
    reporter.at(
        source_of(entry, repository), entry.superseded_by->span,
        successor == entry.id.value
            ? fmt::format("{} is superseded by itself", successor)
            : fmt::format("{} is superseded by {}, which is not later", entry.id.value, successor));
  }
}

}  // namespace

const Rule earlier_successor{
    {
        .id = "registry-earlier-successor",
        .severity = Severity::fail,
        .summary = "A migration is superseded by an earlier one, or by itself",
        .rationale = "Only a later migration can take the place of one that went before.",
        .remedy = "Name the later migration under superseded_by",
        .requirements = {"K-31"},
    },
    check};

}  // namespace mig::rules::registry_rules
