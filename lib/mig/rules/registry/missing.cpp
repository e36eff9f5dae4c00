#include <fmt/format.h>

#include <string>
#include <vector>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/registry/entries.hpp"

namespace mig::rules::registry_rules {
namespace {

constexpr std::size_t kShownEntries = 3;

std::string remedy_for(const std::string& root,
                       const std::vector<const bundle::BundleSummary*>& unlisted) {
  std::vector<std::string> entries;
  for (const auto* bundle : unlisted) {
    if (entries.size() == kShownEntries) break;
    entries.push_back(entry_for(*bundle, root));
  }
  std::string more;
  if (unlisted.size() > entries.size()) {
    more = fmt::format(", with one more entry for each of the other {}",
                       unlisted.size() - entries.size());
  }
  return fmt::format(
      "write {}: {{\"schema_version\": \"migrations.v1\", \"migrations\": [{}]}}{}; "
      "docs/formats.md describes every field",
      registry_path_of(root), fmt::join(entries, ", "), more);
}

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  if (!needs_registries(repository)) return;
  const auto listed = listed_folders(repository);
  for (const auto& root : repository.migrations_roots) {
    if (registry_of(root, repository) != nullptr) continue;
    // Store-local bundles may be listed by the registry of another root.
    std::vector<const bundle::BundleSummary*> unlisted;
    for (const auto& bundle : repository.bundles) {
      if (root_of(bundle.path, repository) == root && !listed.contains(bundle.path)) {
        unlisted.push_back(&bundle);
      }
    }
    if (unlisted.empty()) continue;
    auto& finding = reporter.at_path(
        registry_path_of(root),
        fmt::format("{} has no registry; migrations in it that are listed nowhere: {}", root,
                    unlisted.size()));
    finding.remedy = remedy_for(root, unlisted);
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
