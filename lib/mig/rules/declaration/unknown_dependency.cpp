#include <fmt/format.h>

#include <algorithm>
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

namespace mig::rules::declaration_rules {
namespace {

// Comparing every id with every other would take long in a flood of findings, and a flood has
// another cause than slips.
constexpr int kMaxSuggestions = 20;

using Ids = std::unordered_set<std::string_view>;

Ids known_ids(const bundle::RepositoryFacts& repository) {
  Ids known;
  for (const auto& one : repository.bundles) known.insert(one.id);
  for (const auto& one : repository.neighbours) known.insert(one.id);
  for (const auto& entry : repository.registry.entries) known.insert(entry.id.value);
  return known;
}

/// The known id that was most likely meant: only an earlier one can be.
std::optional<std::string> meant_by(const std::string& wrong, const std::string& dependent,
                                    const Ids& known) {
  std::vector<std::string> earlier;
  for (const auto id : known) {
    if (is_earlier(id, dependent).value_or(false)) earlier.emplace_back(id);
  }
  std::sort(earlier.begin(), earlier.end());
  return pattern::nearest_name(wrong, earlier);
}

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  // With single bundles and no registry, what else exists is not known; the run says that it
  // skipped this.
  if (!repository.is_tree && !repository.has_registry()) return;
  if (!registry_rules::is_registry_readable(repository)) return;
  const auto known = known_ids(repository);
  int suggestions = 0;
  for (const auto& one : repository.bundles) {
    for (const auto& parent : one.depends_on) {
      if (parent.id.empty() || known.contains(parent.id)) continue;
      const auto broken = broken_part_of(parent.id);
      auto& finding =
          reporter.at(parent.place,
                      fmt::format("\"{}\" is neither in the registry nor a migration of this run{}",
                                  parent.id, broken.empty() ? std::string() : ": " + broken));
      if (++suggestions > kMaxSuggestions) continue;
      if (const auto nearest = meant_by(parent.id, one.id, known)) {
        finding.remedy = fmt::format("did you mean \"{}\"? {}", *nearest, finding.remedy);
      }
    }
  }
}

}  // namespace

const Rule unknown_dependency{
    {
        .id = "declaration-unknown-dependency",
        .severity = Severity::fail,
        .summary = "The migration depends on one that is not known",
        .rationale = "A dependency that nobody knows can neither be ordered before this migration "
                     "nor be checked to have run.",
        .remedy = "Correct the id, or list the migration in registry/migrations.v1.json",
        .requirements = {"K-67", "X-12"},
    },
    check};

}  // namespace mig::rules::declaration_rules
