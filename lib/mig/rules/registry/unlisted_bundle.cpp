#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/registry/entries.hpp"

namespace mig::rules::registry_rules {
namespace {

bool is_existing(const std::string& root, const bundle::RepositoryFacts& repository) {
  const auto& roots = repository.migrations_roots;
  return std::find(roots.begin(), roots.end(), root) != roots.end();
}

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  if (!repository.has_registry() || !is_registry_readable(repository)) return;
  std::unordered_set<std::string_view> listed;
  for (const auto& entry : repository.registry.entries) listed.insert(entry.id.value);
  const auto folders = listed_folders(repository);
  for (const auto& bundle : repository.bundles) {
    const auto& id = id_of(bundle);
    if (listed.contains(id) || folders.contains(bundle.path)) continue;
    const auto root = root_of(bundle.path, repository);
    const auto* registry = registry_of(root, repository);
    // There, a root without a registry is told by registry-missing.
    const bool is_told = needs_registries(repository) && is_existing(root, repository);
    if (registry == nullptr && is_told) continue;
    if (registry == nullptr) registry = &repository.registry_documents.front();
    const auto message = fmt::format("no entry of {} lists {}", registry->source->path(), id);
    auto& finding = bundle.id_place ? reporter.at(*bundle.id_place, message)
                                    : reporter.at_path(bundle.path, message);
    finding.remedy =
        fmt::format("add to {}: {}", registry->source->path(), entry_for(bundle, root));
  }
}

}  // namespace

const Rule unlisted_bundle{
    {
        .id = "registry-unlisted-bundle",
        .severity = Severity::fail,
        .summary = "A migration is not listed in the registry",
        .rationale = "The registry says which migrations exist, who owns them and how far each has "
                     "come. What it does not list has no status, and nobody answers for it.",
        .remedy = "Add an entry for the migration to the registry",
        .requirements = {"K-26"},
    },
    check};

}  // namespace mig::rules::registry_rules
