#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/migration_ids.hpp"
#include "mig/rules/registry/entries.hpp"

namespace mig::rules::registry_rules {
namespace {

Finding& report(const contract::RegistryEntry& entry, const bundle::RepositoryFacts& repository,
                std::string message, Reporter& reporter) {
  return reporter.at(source_of(entry, repository), (entry.path ? *entry.path : entry.id).span,
                     std::move(message));
}

void report_elsewhere(const contract::RegistryEntry& entry, const bundle::BundleSummary& bundle,
                      const bundle::RepositoryFacts& repository, Reporter& reporter) {
  auto& finding = report(entry, repository,
                         fmt::format("{} leads to {}, but the migration lies in {}", entry.id.value,
                                     bundle::bundle_path_of(entry, repository), bundle.path),
                         reporter);
  if (bundle.id_place) relate(finding, *bundle.id_place, "the migration is here");
  finding.remedy = fmt::format("write \"path\": \"{}\"", bundle.path);
}

void report_stranger(const contract::RegistryEntry& entry, const bundle::BundleSummary& bundle,
                     const bundle::RepositoryFacts& repository, Reporter& reporter) {
  auto& finding =
      report(entry, repository,
             fmt::format("the entry of {} leads to the migration {}", entry.id.value, bundle.id),
             reporter);
  if (bundle.id_place) relate(finding, *bundle.id_place, "declared here");
  finding.remedy = fmt::format("write \"id\": \"{}\", or correct the path", bundle.id);
}

/// Unsound ids, and folders that are not named after their migration, are causes of their own.
bool is_other_migration(const contract::RegistryEntry& entry, const bundle::BundleSummary& there) {
  return there.folder_name != entry.id.value && is_sound_id(there.id) &&
         is_sound_id(entry.id.value);
}

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  const auto judged = judged_by_id(repository);
  const auto repeated = repeated_ids(repository);
  for (std::size_t i = 0; i < repository.registry.entries.size(); ++i) {
    const auto& entry = repository.registry.entries[i];
    if (!has_reliable_path(entry) || has_escaping_path(entry, repository)) continue;
    if (repeated.contains(entry.id.value)) continue;
    const auto* there = judged_in(repository.entry_bundles[i], repository);
    if (there != nullptr && there->id == entry.id.value) continue;
    const auto meant = judged.find(entry.id.value);
    if (meant != judged.end()) {
      // An existing folder that is not judged may hold a second migration of that id.
      const bool is_nowhere = repository.entry_bundles[i].empty();
      if (is_nowhere || there != nullptr) {
        report_elsewhere(entry, *meant->second, repository, reporter);
      }
    } else if (there != nullptr && is_other_migration(entry, *there)) {
      report_stranger(entry, *there, repository, reporter);
    }
  }
}

}  // namespace

const Rule wrong_path{
    {
        .id = "registry-wrong-path",
        .severity = Severity::fail,
        .summary = "A registry entry leads to the bundle of another migration, or past its own",
        .rationale = "Gates and runners find a bundle by its registry entry. One that leads "
                     "elsewhere has the wrong migration judged, or run.",
        .remedy = "Correct the path of the entry",
        .requirements = {"K-27"},
    },
    check};

}  // namespace mig::rules::registry_rules
