#include "mig/bundle/repository.hpp"

#include <set>

#include "mig/bundle/load.hpp"
#include "mig/bundle/script_names.hpp"
#include "mig/bundle/tree_paths.hpp"

namespace mig::bundle {

using contract::DocumentKind;

namespace {

// A fault of the folder itself is told with the registry document, which has the same.
Result<void> load_registry_sidecars(const io::Root& root, const std::string& folder,
                                    RepositoryFacts& repository) {
  auto there = is_folder(root, folder);
  if (!there) return tl::unexpected(there.error());
  if (!*there) return {};
  auto entries = root.list(folder);
  if (!entries) {
    return failure(ErrorKind::no_verdict, entries.error().message, Location{folder, std::nullopt});
  }
  for (const auto& entry : *entries) {
    const auto name = base_name(entry.path);
    if (entry.kind != io::EntryKind::regular || !is_data_name(name) || is_script_name(name) ||
        name == base_name(kRegistryFile) || name == base_name(kHistoryFile)) {
      continue;
    }
    auto sidecar = load_sidecar(root, entry.path, repository.policy.file_limits);
    if (!sidecar) return tl::unexpected(sidecar.error());
    repository.registry_sidecars.push_back(std::move(*sidecar));
  }
  return {};
}

}  // namespace

Result<void> load_registries(const io::Root& root, RepositoryFacts& repository) {
  for (const auto& migrations : repository.policy.migrations_roots) {
    const auto kind = root.kind_of(migrations);
    if (!kind) {
      if (kind.error().fault == io::AccessFault::not_found) continue;
      return failure(ErrorKind::no_verdict, kind.error().message,
                     Location{migrations, std::nullopt});
    }
    if (auto added = add_migrations_root(root, migrations, repository); !added) return added;
  }
  return {};
}

Result<bool> has_registry_file(const io::Root& root, const std::string& folder) {
  const auto path = joined(folder, kRegistryFile);
  const auto kind = root.kind_of(path);
  if (kind) return true;
  if (kind.error().fault == io::AccessFault::not_found) return false;
  // A folder where registry/ should be, or a link: the reader of the registry tells about it.
  if (io::is_content_fault(kind.error().fault)) return true;
  return failure(ErrorKind::no_verdict, kind.error().message, Location{path, std::nullopt});
}

Result<void> add_migrations_root(const io::Root& root, const std::string& folder,
                                 RepositoryFacts& repository) {
  repository.migrations_roots.push_back(folder);
  auto sidecars = load_registry_sidecars(root, joined(folder, kRegistryFolder), repository);
  if (!sidecars) return sidecars;
  if (auto read = load_history(root, folder, repository); !read) return read;
  auto document = load_document(root, joined(folder, kRegistryFile), DocumentKind::registry,
                                repository.policy.file_limits);
  if (!document) return tl::unexpected(document.error());
  if (document->is_missing()) return {};
  const std::size_t known = repository.registry.entries.size();
  contract::read_registry(document->value, repository.registry_documents.size(),
                          repository.registry);
  repository.registry_documents.push_back(std::move(*document));
  for (std::size_t i = known; i < repository.registry.entries.size(); ++i) {
    repository.registered_folders.emplace(
        bundle_path_of(repository.registry.entries[i], repository), folder);
  }
  return {};
}

std::string bundle_path_beneath(const contract::RegistryEntry& entry,
                                std::string_view migrations_root) {
  if (entry.path) {
    std::string path = entry.path->value;
    while (path.ends_with('/')) path.pop_back();
    return path;
  }
  // Without a path: <migrations root>/<type>/<id>, next to the registry that lists it.
  return joined(migrations_root, (entry.type ? entry.type->value : "other") + "/" + entry.id.value);
}

std::string bundle_path_of(const contract::RegistryEntry& entry,
                           const RepositoryFacts& repository) {
  const auto& registry = repository.registry_documents[entry.document].source->path();
  const auto root = registry.substr(0, registry.size() - kRegistryFile.size());
  return bundle_path_beneath(entry,
                             std::string_view(root).substr(0, root.empty() ? 0 : root.size() - 1));
}

Result<void> resolve_entries(const io::Root& root, RepositoryFacts& repository) {
  std::set<std::string> judged;
  std::set<std::string> judged_ids;
  for (const auto& bundle : repository.bundles) {
    judged.insert(bundle.path);
    judged_ids.insert(bundle.id);
  }
  repository.entry_bundles.clear();
  for (const auto& entry : repository.registry.entries) {
    auto path = bundle_path_of(entry, repository);
    // Of single bundles only their own entries matter: a registry may list thousands of others.
    const bool matters = repository.is_tree || judged_ids.contains(entry.id.value);
    if (matters && !judged.contains(path)) {
      auto found = is_folder(root, path);
      if (!found) return tl::unexpected(found.error());
      if (!*found) path.clear();
    }
    repository.entry_bundles.push_back(std::move(path));
  }
  return {};
}

Result<void> load_dependencies(const io::Root& root, RepositoryFacts& repository) {
  std::set<std::string> known;
  std::vector<std::string> wanted;
  const auto want = [&wanted](const BundleSummary& bundle) {
    for (const auto& parent : bundle.depends_on) wanted.push_back(parent.id);
  };
  for (const auto& bundle : repository.bundles) {
    known.insert(bundle.id);
    want(bundle);
  }
  while (!wanted.empty()) {
    const auto id = std::move(wanted.back());
    wanted.pop_back();
    const auto* entry = repository.registry.entry(id);
    if (entry == nullptr || !known.insert(id).second) continue;
    const auto folder = bundle_path_of(*entry, repository);
    const auto file = joined(folder, kDeclarationFile);
    if (!io::is_contained_path(file)) continue;
    auto document =
        load_document(root, file, DocumentKind::declaration, repository.policy.file_limits);
    if (!document) return tl::unexpected(document.error());
    if (document->access) continue;
    BundleFacts neighbour;
    neighbour.repository = &repository;
    neighbour.path = folder;
    neighbour.folder_name = base_name(folder);
    neighbour.status = entry->status ? entry->status->value : "draft";
    neighbour.declaration = contract::read_declaration(document->value);
    neighbour.has_declaration = true;
    neighbour.documents.push_back(std::move(*document));
    repository.neighbours.push_back(summarize(neighbour));
    want(repository.neighbours.back());
  }
  return {};
}

}  // namespace mig::bundle
