#include "mig/app/targets.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "mig/app/given_path.hpp"
#include "mig/app/no_bundle.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::app {
namespace {

/// Whether a path outside every migrations root still speaks of a migration: a policy that names
/// other roots does not make it irrelevant.
bool is_named_as_bundle(std::string_view path) {
  while (!path.empty()) {
    const auto slash = path.rfind('/');
    const auto name = slash == std::string_view::npos ? path : path.substr(slash + 1);
    if (name == "migration.yml" || pattern::parse_migration_id(name)) return true;
    path = slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
  }
  return false;
}

/// Turns what was given into bundles and documents, one argument at a time.
class TargetChooser {
 public:
  TargetChooser(const Tool& tool, const Options& options, const io::Root& root,
                bundle::RepositoryFacts& repository)
      : tool_(tool), options_(options), root_(root), repository_(repository) {}

  Result<void> add_argument(const std::string& given);
  Result<void> add_listed_files(const std::vector<std::string>& files);
  Result<Targets> finish();

 private:
  Result<void> add_folder(const std::string& folder, const std::string& given);
  Result<void> add_file(const std::string& file, const std::string& given);
  Result<std::size_t> add_tree(const std::string& folder);
  Result<std::optional<std::string>> owning_bundle(std::string_view path) const;
  std::optional<std::string> migrations_root_of(std::string_view path) const;
  Result<void> add_registry_above(const std::string& folder);
  Result<void> add_registries_below(const std::string& folder);
  bool registry_lists_some(const std::string& tree) const;
  Result<void> add_all_trees();
  std::vector<std::string> with_every_root(const std::string& folder) const;

  const Tool& tool_;
  const Options& options_;
  const io::Root& root_;
  bundle::RepositoryFacts& repository_;
  FolderFinder folders_;
  Targets targets_;
};

Result<std::size_t> TargetChooser::add_tree(const std::string& folder) {
  auto found = bundle::discover_bundles(root_, folder, repository_);
  if (!found) return tl::unexpected(found.error());
  const auto append = [](auto& to, auto& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  };
  const std::size_t count = found->bundles.size();
  append(targets_.bundles, found->bundles);
  append(repository_.stray_scripts, found->stray_scripts);
  append(repository_.nested_policy_folders, found->nested_policy_folders);
  append(repository_.irregular_entries, found->irregular_entries);
  repository_.is_tree = true;
  return count;
}

// A folder outside every configured root brings its own: the nearest one above it with a registry.
Result<void> TargetChooser::add_registry_above(const std::string& folder) {
  if (migrations_root_of(folder)) return {};
  std::string above = folder;
  while (true) {
    auto holds = bundle::has_registry_file(root_, above);
    if (!holds) return tl::unexpected(holds.error());
    if (*holds) return bundle::add_migrations_root(root_, above, repository_);
    if (above.empty()) return {};
    const auto slash = above.rfind('/');
    above.resize(slash == std::string::npos ? 0 : slash);
  }
}

// A tree without a registry above it has some below, or has to answer for having none.
Result<void> TargetChooser::add_registries_below(const std::string& folder) {
  if (migrations_root_of(folder)) return {};
  auto found = bundle::discover_bundles(root_, folder, repository_);
  if (!found) return tl::unexpected(found.error());
  if (found->migrations_roots.empty()) found->migrations_roots.push_back(folder);
  for (const auto& migrations : found->migrations_roots) {
    auto added = bundle::add_migrations_root(root_, migrations, repository_);
    if (!added) return added;
  }
  return {};
}

bool TargetChooser::registry_lists_some(const std::string& tree) const {
  const auto& folders = repository_.registered_folders;
  return std::any_of(folders.begin(), folders.end(),
                     [&tree](const auto& entry) { return bundle::is_beneath(entry.second, tree); });
}

Result<void> TargetChooser::add_folder(const std::string& folder, const std::string& given) {
  auto is_bundle = bundle::is_bundle_folder(root_, folder, repository_);
  if (!is_bundle) return tl::unexpected(is_bundle.error());
  const bool stands_for_roots = folder.empty() && !repository_.migrations_roots.empty();
  if (*is_bundle || !stands_for_roots) {
    if (auto added = add_registry_above(folder); !added) return added;
  }
  if (*is_bundle) {
    targets_.bundles.push_back(folder);
    return {};
  }
  if (!stands_for_roots) {
    if (auto added = add_registries_below(folder); !added) return added;
  }
  // The root stands for its migrations roots: what lies elsewhere is not this suite's business.
  std::vector<std::string> trees{folder};
  if (stands_for_roots) trees = repository_.migrations_roots;
  if (options_.base) trees = with_every_root(folder);
  std::size_t count = 0;
  const std::size_t strays_before = repository_.stray_scripts.size();
  for (const auto& tree : trees) {
    auto added = add_tree(tree);
    if (!added) return tl::unexpected(added.error());
    count += *added;
  }
  if (count == 0 && repository_.stray_scripts.size() == strays_before &&
      !std::any_of(trees.begin(), trees.end(),
                   [this](const auto& tree) { return registry_lists_some(tree); })) {
    // What was looked through is told, and not the root that stands for it.
    const auto searched = stands_for_roots ? fmt::format("{}", fmt::join(trees, ", ")) : given;
    // Whether the change took the last ones away is known when it is held against the base.
    if (!options_.base) return no_bundle_in(searched);
    targets_.empty_folder = searched;
  }
  return {};
}

Result<std::optional<std::string>> TargetChooser::owning_bundle(std::string_view path) const {
  std::string folder(path);
  std::optional<std::string> outermost;  // what lies in it is judged with it, or by nobody
  while (true) {
    const auto slash = folder.find_last_of('/');
    folder = slash == std::string::npos ? std::string() : folder.substr(0, slash);
    const auto kind = folder.empty() ? io::EntryKind::directory
                                     : root_.kind_of(folder).value_or(io::EntryKind::other);
    if (kind == io::EntryKind::directory) {
      auto is_bundle = bundle::is_bundle_folder(root_, folder, repository_);
      if (!is_bundle) return tl::unexpected(is_bundle.error());
      if (*is_bundle) outermost = folder;
    }
    if (folder.empty()) return outermost;
  }
}

Result<void> TargetChooser::add_file(const std::string& file, const std::string& given) {
  if (tool_.takes_documents) {
    targets_.documents.push_back(file);
    return {};
  }
  auto owner = owning_bundle(file);
  if (!owner) return tl::unexpected(owner.error());
  if (!*owner) {
    return failure(ErrorKind::usage, fmt::format("{} belongs to no migration bundle", given), {},
                   "name a bundle folder; single documents are judged by mig-validate");
  }
  targets_.bundles.push_back(**owner);
  return {};
}

Result<void> TargetChooser::add_argument(const std::string& given) {
  auto path = relative_to_root(given, root_, folders_);
  if (!path) return tl::unexpected(path.error());
  if (path->empty()) return add_folder(*path, given);
  const auto kind = root_.kind_of(*path);
  if (!kind) {
    return failure(ErrorKind::no_verdict, fmt::format("{}: {}", given, kind.error().message));
  }
  return *kind == io::EntryKind::directory ? add_folder(*path, given) : add_file(*path, given);
}

std::optional<std::string> TargetChooser::migrations_root_of(std::string_view path) const {
  for (const auto& migrations : repository_.migrations_roots) {
    if (bundle::is_beneath(path, migrations)) return migrations;
  }
  for (std::string folder(path); !folder.empty();) {
    if (repository_.registered_folders.contains(folder)) return folder;
    const auto slash = folder.rfind('/');
    folder.resize(slash == std::string::npos ? 0 : slash);
  }
  return std::nullopt;
}

// What a change does beneath another root would be judged by nobody: this run sees all of it.
std::vector<std::string> TargetChooser::with_every_root(const std::string& folder) const {
  const auto& roots = repository_.migrations_roots;
  const auto holds = [](const std::string& outer) {
    return [&outer](const std::string& inner) { return bundle::is_beneath(inner, outer); };
  };
  std::vector<std::string> trees;
  for (const auto& root : roots) {
    const bool is_covered = std::any_of(roots.begin(), roots.end(), [&](const auto& other) {
      return other != root && bundle::is_beneath(root, other);
    });
    if (!is_covered) trees.push_back(root);
  }
  const bool is_in_root = std::any_of(trees.begin(), trees.end(), [&folder](const auto& root) {
    return bundle::is_beneath(folder, root);
  });
  if (is_in_root || folder.empty()) return trees;
  std::erase_if(trees, holds(folder));
  trees.push_back(folder);
  return trees;
}

Result<void> TargetChooser::add_all_trees() {
  for (const auto& migrations : repository_.migrations_roots) {
    if (auto added = add_tree(migrations); !added) return tl::unexpected(added.error());
  }
  return {};
}

Result<void> TargetChooser::add_listed_files(const std::vector<std::string>& files) {
  repository_.is_listed = true;
  if (repository_.migrations_roots.empty() && repository_.registry.entries.empty()) {
    return failure(
        ErrorKind::no_verdict,
        fmt::format("none of the migrations roots ({}) exists beneath {}",
                    fmt::join(repository_.policy.migrations_roots, ", "), root_.absolute_path()),
        {},
        "make it with the first bundle (mig-scope-diff --init), or correct "
        "migrations_roots in .mig/policy.yml, or give --root");
  }
  std::size_t relevant = 0;
  for (const auto& name : files) {
    auto path = listed_path(name, root_);
    if (!path) return tl::unexpected(path.error());
    const bool is_policy = bundle::is_beneath(*path, ".mig");
    if (!is_policy && !migrations_root_of(*path) && !is_named_as_bundle(*path)) continue;
    ++relevant;
    auto owner =
        is_policy ? Result<std::optional<std::string>>(std::nullopt) : owning_bundle(*path);
    if (!owner) return tl::unexpected(owner.error());
    if (*owner) {
      targets_.bundles.push_back(**owner);
    } else if (!repository_.is_tree) {
      // The registry, the policy, a deleted bundle or a script outside any bundle: what it may have
      // changed for others is only known by judging them all.
      targets_.notices.push_back(fmt::format(
          "{} belongs to no bundle: everything beneath the migrations roots is judged", *path));
      if (auto added = add_all_trees(); !added) return added;
    }
  }
  if (relevant > 0 && targets_.bundles.empty() && repository_.stray_scripts.empty() &&
      repository_.registry.entries.empty()) {
    return no_bundle_for_list(fmt::format("{}", fmt::join(repository_.migrations_roots, ", ")));
  }
  targets_.nothing_relevant = relevant == 0;
  if (targets_.nothing_relevant) {
    targets_.notices.push_back(fmt::format(
        "none of the {} listed files belongs to a migrations root: there was nothing to check",
        files.size()));
  }
  return {};
}

Result<Targets> TargetChooser::finish() {
  auto& bundles = targets_.bundles;
  std::sort(bundles.begin(), bundles.end());
  bundles.erase(std::unique(bundles.begin(), bundles.end()), bundles.end());
  return std::move(targets_);
}

}  // namespace

Result<Targets> choose_targets(const Tool& tool, const Options& options, const io::Root& root,
                               const std::vector<std::string>& listed_files,
                               bundle::RepositoryFacts& repository) {
  TargetChooser chooser(tool, options, root, repository);
  for (const auto& path : options.paths) {
    if (path == "-" && tool.takes_documents) continue;
    if (auto added = chooser.add_argument(path); !added) return tl::unexpected(added.error());
  }
  if (options.files_from) {
    if (auto added = chooser.add_listed_files(listed_files); !added) {
      return tl::unexpected(added.error());
    }
  }
  return chooser.finish();
}

}  // namespace mig::app
