#include "mig/app/scan/scan_targets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "mig/app/given_path.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::app {
namespace {

constexpr std::string_view kGitFolder = ".git";

Result<void> add_entry(const io::Root& root, const std::string& path, ScanTargets& targets) {
  if (path.empty()) return add_files_beneath(root, path, targets);
  const auto kind = root.kind_of(path);
  if (!kind) {
    return failure(ErrorKind::no_verdict, kind.error().message, Location{path, std::nullopt});
  }
  switch (*kind) {
    case io::EntryKind::directory:
      return add_files_beneath(root, path, targets);
    case io::EntryKind::regular:
      targets.files.push_back(path);
      return {};
    case io::EntryKind::symbolic_link:
    case io::EntryKind::other:
      targets.irregular.push_back({path, *kind});
      return {};
  }
  return {};
}

Result<void> add_listed(const io::Root& root, const std::vector<std::string>& listed_files,
                        ScanTargets& targets) {
  for (const auto& name : listed_files) {
    auto path = listed_path(name, root);
    if (!path) return tl::unexpected(path.error());
    const auto kind = path->empty() || *path == "."
                          ? io::AccessResult<io::EntryKind>(io::EntryKind::directory)
                          : root.kind_of(*path);
    if (!kind && kind.error().fault == io::AccessFault::not_found) {
      targets.gone.push_back(*path);
      continue;
    }
    if (auto added = add_entry(root, *path == "." ? std::string() : *path, targets); !added) {
      return added;
    }
  }
  if (!targets.gone.empty()) {
    targets.notices.push_back(fmt::format("{} of the {} listed files are no longer there",
                                          targets.gone.size(), listed_files.size()));
  }
  return {};
}

}  // namespace

bool ScanTargets::covers(std::string_view path) const {
  return std::binary_search(files.begin(), files.end(), path) ||
         std::find(gone.begin(), gone.end(), path) != gone.end() ||
         std::any_of(folders.begin(), folders.end(),
                     [path](const auto& folder) { return bundle::is_beneath(path, folder); });
}

void finish_targets(ScanTargets& targets) {
  const auto each_once = [](auto& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  };
  each_once(targets.files);
  each_once(targets.gone);
  each_once(targets.folders);
}

Result<void> add_files_beneath(const io::Root& root, const std::string& folder,
                               ScanTargets& targets) {
  auto entries = root.walk(folder, {std::string(kGitFolder)});
  if (!entries) {
    const auto& error = entries.error();
    return failure(ErrorKind::no_verdict, error.message, Location{error.path, std::nullopt});
  }
  targets.folders.push_back(folder);
  for (auto& entry : *entries) {
    switch (entry.kind) {
      case io::EntryKind::regular:
        targets.files.push_back(std::move(entry.path));
        break;
      case io::EntryKind::directory:
        if (bundle::base_name(entry.path) == kGitFolder) {
          targets.skipped.push_back({entry.path, "what git keeps is not what is committed"});
        }
        break;
      case io::EntryKind::symbolic_link:
      case io::EntryKind::other:
        targets.irregular.push_back(std::move(entry));
        break;
    }
  }
  return {};
}

Result<ScanTargets> choose_files(const Options& options, const io::Root& root,
                                 const std::vector<std::string>& listed_files) {
  ScanTargets targets;
  FolderFinder folders;
  bool reads_input = false;
  for (const auto& given : options.paths) {
    reads_input = reads_input || given == "-";
    if (given == "-") continue;
    auto path = relative_to_root(given, root, folders);
    if (!path) return tl::unexpected(path.error());
    if (auto added = add_entry(root, *path, targets); !added) return tl::unexpected(added.error());
  }
  if (auto added = add_listed(root, listed_files, targets); !added) {
    return tl::unexpected(added.error());
  }
  finish_targets(targets);
  const bool is_empty = targets.files.empty() && targets.irregular.empty() && !reads_input;
  if (is_empty && targets.gone.empty()) {
    return failure(ErrorKind::no_verdict, "there is no file to search", {},
                   "name files, or folders that hold some");
  }
  if (is_empty) {
    targets.notices.emplace_back("none of the listed files is there: there was nothing to check");
  }
  return targets;
}

std::optional<std::string> OwnerFinder::owner_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return owner_of_folder(slash == std::string_view::npos ? std::string()
                                                         : std::string(path.substr(0, slash)));
}

const std::optional<std::string>& OwnerFinder::owner_of_folder(const std::string& folder) {
  if (const auto known = owners_.find(folder); known != owners_.end()) return known->second;
  std::optional<std::string> owner;
  if (!folder.empty()) {
    const auto slash = folder.rfind('/');
    owner = owner_of_folder(slash == std::string::npos ? std::string() : folder.substr(0, slash));
  }
  if (!owner && is_bundle(folder)) owner = folder;
  return owners_.emplace(folder, std::move(owner)).first->second;
}

bool OwnerFinder::is_bundle(const std::string& folder) const {
  const auto name = bundle::base_name(folder.empty() ? root_.absolute_path() : folder);
  if (pattern::parse_migration_id(name) || repository_.registered_folders.contains(folder)) {
    return true;
  }
  return root_.kind_of(bundle::joined(folder, bundle::kDeclarationFile)).has_value();
}

}  // namespace mig::app
