#include "mig/app/targets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <unordered_map>

#include "mig/bundle/repository.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;

bool is_beneath(std::string_view path, std::string_view folder) {
  if (folder.empty() || path == folder) return true;
  return path.starts_with(folder) && path[folder.size()] == '/';
}

/// Where folders really are. Ten thousand documents may lie in one folder, and following its path
/// costs more than judging a document. An empty path stands for a folder that is not there.
class FolderFinder {
 public:
  const fs::path& really(const fs::path& folder) {
    const auto [known, is_new] = folders_.try_emplace(folder.native());
    if (is_new) {
      std::error_code code;
      known->second = fs::canonical(folder, code);
      if (code) known->second.clear();
    }
    return known->second;
  }

 private:
  std::unordered_map<std::string, fs::path> folders_;
};

// The last component is kept as it is named, so that a link is judged as a link.
Result<std::string> relative_to_root(const std::string& given, const io::Root& root,
                                     FolderFinder& folders) {
  std::error_code code;
  const fs::path path(given);
  const bool keeps_name = path.has_filename() && path.filename() != "." && path.filename() != "..";
  const fs::path parent = path.has_parent_path() ? path.parent_path() : fs::path(".");
  const fs::path& folder = folders.really(keeps_name ? parent : path);
  const fs::path absolute = keeps_name ? folder / path.filename() : folder;
  if (folder.empty() || !fs::exists(fs::symlink_status(absolute, code))) {
    return failure(ErrorKind::no_verdict, fmt::format("{} does not exist", given), {},
                   "check the path");
  }
  const auto& top = root.absolute_path();
  const auto text = absolute.string();
  if (text == top) return std::string();
  if (top == "/") return text.substr(1);
  if (!is_beneath(text, top)) {
    return failure(
        ErrorKind::usage, fmt::format("{} lies outside the root {}", given, top), {},
        "judge each repository in a run of its own, or name the common root with --root");
  }
  return text.substr(top.size() + 1);
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
  std::string listed_path(const std::string& name) const;
  Result<void> add_all_trees();

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
  repository_.judged_folders.push_back(folder);
  repository_.is_tree = true;
  return count;
}

Result<void> TargetChooser::add_folder(const std::string& folder, const std::string& given) {
  auto is_bundle = bundle::is_bundle_folder(root_, folder, repository_);
  if (!is_bundle) return tl::unexpected(is_bundle.error());
  if (*is_bundle) {
    targets_.bundles.push_back(folder);
    return {};
  }
  // The root stands for its migrations roots: what lies elsewhere is not this suite's business.
  std::vector<std::string> trees{folder};
  if (folder.empty() && !repository_.migrations_roots.empty()) trees = repository_.migrations_roots;
  std::size_t count = 0;
  for (const auto& tree : trees) {
    auto added = add_tree(tree);
    if (!added) return tl::unexpected(added.error());
    count += *added;
  }
  if (count == 0 && repository_.stray_scripts.empty() && repository_.registry.entries.empty()) {
    return failure(ErrorKind::no_verdict, fmt::format("{} holds no migration bundle", given), {},
                   "name a folder that holds migration.yml, or the migrations folder");
  }
  return {};
}

Result<std::optional<std::string>> TargetChooser::owning_bundle(std::string_view path) const {
  std::string folder(path);
  while (true) {
    const auto slash = folder.find_last_of('/');
    folder = slash == std::string::npos ? std::string() : folder.substr(0, slash);
    const auto kind = folder.empty() ? io::EntryKind::directory
                                     : root_.kind_of(folder).value_or(io::EntryKind::other);
    if (kind == io::EntryKind::directory) {
      auto is_bundle = bundle::is_bundle_folder(root_, folder, repository_);
      if (!is_bundle) return tl::unexpected(is_bundle.error());
      // The outermost bundle is the one that is judged: go on to see whether there is one.
      if (*is_bundle) return folder;
    }
    if (folder.empty()) return std::nullopt;
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
    if (is_beneath(path, migrations)) return migrations;
  }
  for (const auto& entry : repository_.registry.entries) {
    auto folder = bundle::bundle_path_of(entry, repository_);
    if (is_beneath(path, folder)) return folder;
  }
  return std::nullopt;
}

// Names come from git, relative to the top level, or from a shell, relative to the current folder.
std::string TargetChooser::listed_path(const std::string& name) const {
  const fs::path normal = fs::path(name).lexically_normal();
  if (normal.is_relative()) {
    std::error_code code;
    const fs::path here = fs::canonical(".", code) / normal;
    const auto from_here = here.lexically_relative(root_.absolute_path()).generic_string();
    if (!code && migrations_root_of(from_here)) return from_here;
    return normal.generic_string();
  }
  return normal.lexically_relative(root_.absolute_path()).generic_string();
}

Result<void> TargetChooser::add_all_trees() {
  for (const auto& migrations : repository_.migrations_roots) {
    if (auto added = add_tree(migrations); !added) return tl::unexpected(added.error());
  }
  return {};
}

Result<void> TargetChooser::add_listed_files(const std::vector<std::string>& files) {
  if (repository_.migrations_roots.empty() && repository_.registry.entries.empty()) {
    return failure(ErrorKind::no_verdict,
                   fmt::format("no migrations root exists beneath {}", root_.absolute_path()), {},
                   "name it under migrations_roots in .mig/policy.yml, or give --root");
  }
  std::size_t relevant = 0;
  for (const auto& name : files) {
    const auto path = listed_path(name);
    const bool is_policy = is_beneath(path, ".mig");
    if (!is_policy && !migrations_root_of(path)) continue;
    ++relevant;
    auto owner = is_policy ? Result<std::optional<std::string>>(std::nullopt) : owning_bundle(path);
    if (!owner) return tl::unexpected(owner.error());
    if (*owner) {
      targets_.bundles.push_back(**owner);
    } else if (!repository_.is_tree) {
      // The registry, the policy, a deleted bundle or a script outside any bundle: what it may have
      // changed for others is only known by judging them all.
      targets_.notices.push_back(fmt::format(
          "{} belongs to no bundle: everything beneath the migrations roots is judged", path));
      if (auto added = add_all_trees(); !added) return added;
    }
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
