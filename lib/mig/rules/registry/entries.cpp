#include "mig/rules/registry/entries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "mig/bundle/repository.hpp"
#include "mig/rules/migration_ids.hpp"

namespace mig::rules::registry_rules {
namespace {

constexpr std::string_view kRegistryFile = "registry/migrations.v1.json";

}  // namespace

bool is_registry_readable(const bundle::RepositoryFacts& repository) {
  std::vector<std::size_t> entries(repository.registry_documents.size(), 0);
  for (const auto& entry : repository.registry.entries) ++entries[entry.document];
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto* migrations = contract::member(repository.registry_documents[i].value, "migrations");
    if (migrations == nullptr || migrations->array() == nullptr) return false;
    // An entry without an id could stand for any migration.
    if (migrations->array()->size() != entries[i]) return false;
  }
  return true;
}

bool needs_registries(const bundle::RepositoryFacts& repository) {
  return repository.is_tree || repository.is_listed;
}

const SourceText& source_of(const contract::RegistryEntry& entry,
                            const bundle::RepositoryFacts& repository) {
  return *repository.registry_documents[entry.document].source;
}

BundlesById judged_by_id(const bundle::RepositoryFacts& repository) {
  BundlesById found;
  for (const auto& bundle : repository.bundles) {
    if (!bundle.id.empty()) found.emplace(bundle.id, &bundle);
  }
  return found;
}

const bundle::BundleSummary* judged_in(std::string_view folder,
                                       const bundle::RepositoryFacts& repository) {
  if (folder.empty()) return nullptr;
  const auto& bundles = repository.bundles;
  const auto found = std::lower_bound(
      bundles.begin(), bundles.end(), folder,
      [](const bundle::BundleSummary& one, std::string_view path) { return one.path < path; });
  return found != bundles.end() && found->path == folder ? &*found : nullptr;
}

std::unordered_set<std::string_view> listed_folders(const bundle::RepositoryFacts& repository) {
  std::unordered_set<std::string_view> folders(repository.entry_bundles.begin(),
                                               repository.entry_bundles.end());
  // "" stands for entries that lead nowhere, and is the path of a bundle that is the root.
  folders.erase("");
  return folders;
}

bool has_escaping_path(const contract::RegistryEntry& entry,
                       const bundle::RepositoryFacts& repository) {
  return entry.path && !entry.path->value.empty() &&
         !io::is_contained_path(bundle::bundle_path_of(entry, repository));
}

bool has_reliable_path(const contract::RegistryEntry& entry) {
  if (entry.path) return !entry.path->value.empty();
  if (!entry.type || !is_sound_id(entry.id.value)) return false;
  const auto prefix = contract::id_prefix_of(entry.type->value);
  return prefix.empty() || type_of_id(entry.id.value) == entry.type->value;
}

std::unordered_set<std::string_view> repeated_ids(const bundle::RepositoryFacts& repository) {
  std::unordered_set<std::string_view> seen;
  std::unordered_set<std::string_view> repeated;
  for (const auto& entry : repository.registry.entries) {
    if (!seen.insert(entry.id.value).second) repeated.insert(entry.id.value);
  }
  return repeated;
}

const bundle::DocumentFacts* registry_of(std::string_view migrations_root,
                                         const bundle::RepositoryFacts& repository) {
  const auto path = registry_path_of(migrations_root);
  const auto& documents = repository.registry_documents;
  const auto found =
      std::find_if(documents.begin(), documents.end(),
                   [&path](const auto& document) { return document.source->path() == path; });
  return found == documents.end() ? nullptr : &*found;
}

std::string registry_path_of(std::string_view migrations_root) {
  if (migrations_root.empty()) return std::string(kRegistryFile);
  return std::string(migrations_root) + "/" + std::string(kRegistryFile);
}

std::string root_of(std::string_view folder, const bundle::RepositoryFacts& repository) {
  std::string innermost;
  for (const auto& root : repository.migrations_roots) {
    const bool is_inside = folder.size() > root.size() && folder.starts_with(root) &&
                           (root.empty() || folder[root.size()] == '/');
    if (is_inside && root.size() >= innermost.size()) innermost = root;
  }
  return innermost;
}

const std::string& id_of(const bundle::BundleSummary& bundle) {
  return bundle.id.empty() ? bundle.folder_name : bundle.id;
}

std::string entry_for(const bundle::BundleSummary& bundle, std::string_view migrations_root) {
  const auto& id = id_of(bundle);
  const auto type = bundle.type.empty() ? std::string("other") : bundle.type;
  const auto separator = migrations_root.empty() ? "" : "/";
  std::string path;
  if (bundle.path != fmt::format("{}{}{}/{}", migrations_root, separator, type, id)) {
    path = fmt::format(", \"path\": \"{}\"", bundle.path);
  }
  return fmt::format(
      "{{\"id\": \"{}\", \"type\": \"{}\", \"owners\": [\"<who answers for it>\"], \"status\": "
      "\"draft\"{}}}",
      id, type, path);
}

}  // namespace mig::rules::registry_rules
