#include <algorithm>
#include <set>

#include "mig/bundle/repository.hpp"
#include "mig/bundle/script_names.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::bundle {
namespace {

/// Walks a tree folder by folder, stopping at bundles.
class Discoverer {
 public:
  Discoverer(const io::Root& root, const RepositoryFacts& repository)
      : root_(root), repository_(repository) {}

  Result<Discovery> discover(const std::string& folder) {
    std::vector<std::string> pending{folder};
    while (!pending.empty()) {
      const auto next = std::move(pending.back());
      pending.pop_back();
      if (auto done = visit(next, pending); !done) return tl::unexpected(done.error());
    }
    if (auto done = add_registered(folder); !done) return tl::unexpected(done.error());
    std::sort(found_.bundles.begin(), found_.bundles.end());
    std::sort(found_.stray_scripts.begin(), found_.stray_scripts.end());
    std::sort(found_.nested_policy_folders.begin(), found_.nested_policy_folders.end());
    std::sort(found_.irregular_entries.begin(), found_.irregular_entries.end(),
              [](const auto& left, const auto& right) { return left.path < right.path; });
    return std::move(found_);
  }

  bool is_bundle(std::string_view folder, const std::vector<io::Entry>& entries) const {
    if (is_bundle_by_name(folder)) return true;
    return std::any_of(entries.begin(), entries.end(), [](const io::Entry& entry) {
      return base_name(entry.path) == kDeclarationFile;
    });
  }

 private:
  bool is_bundle_by_name(std::string_view folder) const {
    return pattern::parse_migration_id(base_name(folder)) ||
           repository_.registered_folders.contains(std::string(folder));
  }

  Result<void> visit(const std::string& folder, std::vector<std::string>& pending) {
    // Whoever judges it lists it: among thousands of bundles a look into each is half of the
    // search.
    if (is_bundle_by_name(folder)) {
      found_.bundles.push_back(folder);
      return {};
    }
    auto entries = root_.list(folder);
    if (!entries) {
      return failure(ErrorKind::no_verdict, entries.error().message,
                     Location{folder, std::nullopt});
    }
    if (is_bundle(folder, *entries)) {
      found_.bundles.push_back(folder);
      return {};
    }
    const bool is_registry = is_registry_folder(folder, *entries);
    if (is_registry) {
      const auto slash = folder.rfind('/');
      found_.migrations_roots.push_back(slash == std::string::npos ? std::string()
                                                                   : folder.substr(0, slash));
    }
    for (const auto& entry : *entries) {
      if (is_registry && is_part_of_registry(base_name(entry.path))) continue;
      sort_entry(folder, entry, pending);
    }
    return {};
  }

  bool is_registry_folder(std::string_view folder, const std::vector<io::Entry>& entries) const {
    if (base_name(folder) != kRegistryFolder) return false;
    const auto& roots = repository_.migrations_roots;
    return std::any_of(roots.begin(), roots.end(),
                       [&](const auto& root) { return joined(root, kRegistryFolder) == folder; }) ||
           std::any_of(entries.begin(), entries.end(), [](const io::Entry& entry) {
             return base_name(entry.path) == base_name(kRegistryFile);
           });
  }

  // The registry is judged as a document, and what its fixtures and schemas show are examples.
  static bool is_part_of_registry(std::string_view name) {
    return name == base_name(kRegistryFile) || is_registry_example_folder(name);
  }

  // What a registry of this tree names is judged wherever it lies, also where the walk does not go.
  Result<void> add_registered(const std::string& folder) {
    const std::set<std::string> found(found_.bundles.begin(), found_.bundles.end());
    for (const auto& [path, migrations] : repository_.registered_folders) {
      if (found.contains(path)) continue;
      if (!is_beneath(path, folder) && !is_beneath(migrations, folder)) continue;
      auto there = is_folder(root_, path);
      if (!there) return tl::unexpected(there.error());
      if (*there) found_.bundles.push_back(path);
    }
    return {};
  }

  void sort_entry(const std::string& folder, const io::Entry& entry,
                  std::vector<std::string>& pending) {
    const auto name = base_name(entry.path);
    switch (entry.kind) {
      case io::EntryKind::directory:
        if (name == ".mig" && !folder.empty()) found_.nested_policy_folders.push_back(entry.path);
        if (name == ".mig" || name == ".git") return;
        pending.push_back(entry.path);
        return;
      case io::EntryKind::regular:
        if (is_script_name(name)) found_.stray_scripts.push_back(entry.path);
        return;
      case io::EntryKind::symbolic_link:
      case io::EntryKind::other:
        found_.irregular_entries.push_back(entry);
        return;
    }
  }

  const io::Root& root_;
  const RepositoryFacts& repository_;
  Discovery found_;
};

}  // namespace

Result<Discovery> discover_bundles(const io::Root& root, const std::string& folder,
                                   const RepositoryFacts& repository) {
  return Discoverer(root, repository).discover(folder);
}

Result<bool> is_bundle_folder(const io::Root& root, const std::string& folder,
                              const RepositoryFacts& repository) {
  auto entries = root.list(folder);
  if (!entries) {
    return failure(ErrorKind::no_verdict, entries.error().message, Location{folder, std::nullopt});
  }
  return Discoverer(root, repository).is_bundle(folder, *entries);
}

}  // namespace mig::bundle
