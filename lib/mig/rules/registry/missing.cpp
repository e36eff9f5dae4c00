#include <fmt/format.h>

#include <algorithm>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/registry/entries.hpp"

namespace mig::rules::registry_rules {
namespace {

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  if (!repository.is_tree) return;
  const auto listed = listed_folders(repository);
  for (const auto& root : repository.migrations_roots) {
    if (registry_of(root, repository) != nullptr) continue;
    // Store-local bundles may be listed by the registry of another root.
    const auto unlisted = std::count_if(
        repository.bundles.begin(), repository.bundles.end(), [&](const auto& bundle) {
          return root_of(bundle.path, repository) == root && !listed.contains(bundle.path);
        });
    if (unlisted == 0) continue;
    reporter.at_path(registry_path_of(root),
                     fmt::format("{} has no registry; migrations in it that are listed nowhere: {}",
                                 root, unlisted));
  }
}

}  // namespace

const Rule missing{
    {
        .id = "registry-missing",
        .severity = Severity::fail,
        .summary = "The migrations tree has no registry",
        .rationale = "The registry says which migrations exist, who owns them and how far each has "
                     "come. Without it a removed or reused migration goes unnoticed.",
        .remedy = "Create registry/migrations.v1.json beneath the migrations root with one entry "
                  "per migration",
        .requirements = {"K-26"},
    },
    check};

}  // namespace mig::rules::registry_rules
