#include <fmt/format.h>

#include <algorithm>
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

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  // With single bundles and no registry, what else exists is not known; the run says that it
  // skipped this.
  if (!repository.is_tree && !repository.has_registry()) return;
  if (!registry_rules::is_registry_readable(repository)) return;
  std::unordered_set<std::string_view> known;
  for (const auto& one : repository.bundles) known.insert(one.id);
  for (const auto& one : repository.neighbours) known.insert(one.id);
  for (const auto& entry : repository.registry.entries) known.insert(entry.id.value);
  std::vector<std::string> names(known.begin(), known.end());
  std::sort(names.begin(), names.end());
  for (const auto& one : repository.bundles) {
    for (const auto& parent : one.depends_on) {
      if (parent.id.empty() || known.contains(parent.id)) continue;
      const auto broken = broken_part_of(parent.id);
      auto& finding =
          reporter.at(parent.place,
                      fmt::format("\"{}\" is neither in the registry nor a migration of this run{}",
                                  parent.id, broken.empty() ? std::string() : ": " + broken));
      if (const auto nearest = pattern::nearest_name(parent.id, names)) {
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
