#include "mig/app/scan/staged_tree.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <unordered_map>
#include <utility>

#include "mig/app/counted_progress.hpp"
#include "mig/app/given_path.hpp"
#include "mig/app/scan/changed_files.hpp"
#include "mig/app/scan/in_parallel.hpp"
#include "mig/app/scan/new_findings.hpp"
#include "mig/base/counted.hpp"
#include "mig/bundle/load.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/bundle/tree_paths.hpp"

namespace mig::app {
namespace {

constexpr std::string_view kMarkOfIndex = " (as staged)";

/// Everything that the index holds, as changes of files that were not there.
Result<std::vector<history::Change>> all_as_new(const history::Repository& git,
                                                const history::Tree& index) {
  auto entries = git.list(index, "");
  if (!entries) return tl::unexpected(entries.error());
  std::vector<history::Change> changes;
  changes.reserve(entries->size());
  for (auto& entry : *entries) {
    history::Change change;
    change.kind = history::ChangeKind::added;
    change.path = std::move(entry.path);
    change.blob = std::move(entry.blob);
    changes.push_back(std::move(change));
  }
  return changes;
}

/// The index that git names to its hooks: `git commit -a` makes one aside of the repository's own.
std::string index_of_hook() {
  const char* file = std::getenv("GIT_INDEX_FILE");
  return file == nullptr ? std::string() : std::string(file);
}

bool is_beneath_any(std::string_view path, const std::vector<std::string>& folders) {
  return std::any_of(folders.begin(), folders.end(),
                     [path](const auto& folder) { return bundle::is_beneath(path, folder); });
}

Result<std::vector<std::string>> arguments_in_git(const Options& options, const io::Root& root) {
  std::vector<std::string> paths;
  for (const auto& given : options.paths) {
    if (given == "-") {
      return failure(ErrorKind::usage,
                     "standard input is not staged: - and --staged exclude "
                     "each other");
    }
    auto path = path_in_git(given, root);
    if (!path) return tl::unexpected(path.error());
    paths.push_back(std::move(*path));
  }
  if (paths.empty()) paths.emplace_back();
  return paths;
}

Error nothing_staged(const Options& options) {
  if (options.paths.empty()) {
    return {ErrorKind::no_verdict, "nothing is staged", std::nullopt,
            "stage what is to be committed: git add FILE"};
  }
  return {ErrorKind::no_verdict,
          fmt::format("nothing is staged beneath {}", fmt::join(options.paths, ", ")), std::nullopt,
          "stage what is to be committed: git add FILE; git diff --cached --name-only lists it"};
}

/// What git cannot open is told to runs with a base, and this is none.
Error without_base(Error error) {
  constexpr std::string_view kBase = "--base";
  const auto at = error.remedy.find(kBase);
  if (at != std::string::npos) error.remedy.replace(at, kBase.size(), "--staged");
  return error;
}

/// Where nothing was ever committed no remote has what git lacks, and there is none to fetch.
Error before_first_commit(Error error) {
  if (error.remedy.find("git fetch") == std::string::npos) return error;
  error.remedy =
      "nothing is committed yet, so that no other clone holds it: stage the files anew: `git rm -r "
      "-q --cached . && git add .`";
  return error;
}

}  // namespace

Result<StagedTree> StagedTree::open(const io::Root& root) {
  auto git = history::Repository::open(root);
  if (!git) return tl::unexpected(without_base(std::move(git.error())));
  auto index = git->tree_of_index(index_of_hook());
  if (!index) return tl::unexpected(index.error());
  StagedTree staged(std::move(*git), std::move(*index));
  if (auto found = staged.find_changes(); !found) return tl::unexpected(found.error());
  return staged;
}

Result<void> StagedTree::find_changes() {
  auto head = git_.head();
  if (!head) return tl::unexpected(head.error());
  if (*head) {
    auto tree = git_.tree_of(**head);
    if (!tree) return tl::unexpected(tree.error());
    head_ = std::move(*tree);
  }
  auto changes = head_ ? git_.changes(*head_, index_) : all_as_new(git_, index_);
  if (!changes) return tl::unexpected(changes.error());
  changes_ = std::move(*changes);
  return {};
}

// Submodules are no files of this repository, and still something that is staged.
Result<void> StagedTree::add_submodules(const std::vector<history::TreeEntry>& entries,
                                        const std::vector<std::string>& folders,
                                        ScanTargets& targets) const {
  std::unordered_map<std::string, std::string> before;
  if (head_) {
    auto there = git_.list(*head_, "");
    if (!there) return tl::unexpected(there.error());
    for (auto& entry : *there) {
      if (entry.kind == io::EntryKind::other) before.emplace(entry.path, entry.blob);
    }
  }
  for (const auto& entry : entries) {
    if (entry.kind != io::EntryKind::other) continue;
    const auto found = before.find(entry.path);
    const bool is_same = found != before.end() && found->second == entry.blob;
    if (found != before.end()) before.erase(found);
    if (is_same || !is_beneath_any(entry.path, folders)) continue;
    targets.skipped.push_back(
        {entry.path, "a submodule: its files are searched in its own repository"});
  }
  for (const auto& [path, commit] : before) {
    if (is_beneath_any(path, folders)) targets.gone.push_back(path);
  }
  return {};
}

Result<std::optional<std::string>> StagedTree::bytes_of(std::string_view path,
                                                        std::uint64_t max_bytes) const {
  auto bytes = git_.read(index_, path, max_bytes);
  if (bytes || head_) return bytes;
  return tl::unexpected(before_first_commit(std::move(bytes.error())));
}

Result<std::optional<std::string>> StagedTree::read(std::string_view path,
                                                    std::uint64_t max_bytes) const {
  auto bytes = bytes_of(path, max_bytes);
  if (!bytes || *bytes) return bytes;
  // What is there and no regular file must not be taken for nothing.
  const auto slash = path.rfind('/');
  const auto entries = git_.list(
      index_, slash == std::string_view::npos ? std::string_view() : path.substr(0, slash));
  if (!entries) return tl::unexpected(entries.error());
  for (const auto& entry : *entries) {
    if (!bundle::is_beneath(entry.path, path)) continue;
    return failure(ErrorKind::no_verdict, "it is staged, and is no regular file",
                   Location{std::string(path), std::nullopt}, "stage a regular file in its place");
  }
  return std::optional<std::string>();
}

Result<ScanTargets> StagedTree::choose(const Options& options, const io::Root& root) const {
  auto folders = arguments_in_git(options, root);
  if (!folders) return tl::unexpected(folders.error());
  auto entries = git_.list(index_, "");
  if (!entries) return tl::unexpected(entries.error());
  std::unordered_map<std::string_view, io::EntryKind> kinds;
  for (const auto& entry : *entries) kinds.emplace(entry.path, entry.kind);
  ScanTargets targets;
  for (const auto& change : changes_) {
    const bool has_moved = !change.before_path.empty() && change.before_path != change.path;
    if (has_moved && is_beneath_any(change.before_path, *folders)) {
      targets.gone.push_back(change.before_path);
    }
    if (!is_beneath_any(change.path, *folders)) continue;
    const auto found = kinds.find(change.path);
    if (found == kinds.end()) {
      targets.gone.push_back(change.path);
    } else if (found->second == io::EntryKind::regular) {
      targets.files.push_back(change.path);
    } else if (found->second == io::EntryKind::symbolic_link) {
      targets.irregular.push_back({change.path, found->second});
    }
  }
  if (auto added = add_submodules(*entries, *folders, targets); !added) {
    return tl::unexpected(added.error());
  }
  finish_targets(targets);
  const auto count = targets.files.size() + targets.irregular.size() + targets.skipped.size();
  if (count + targets.gone.size() == 0) return tl::unexpected(nothing_staged(options));
  auto notice = counted(targets.files.size(), "staged file");
  if (!targets.gone.empty()) notice += fmt::format(", {} removed", targets.gone.size());
  if (count == 0) notice += ": what is removed was not searched, and there was nothing else";
  targets.notices.push_back(std::move(notice));
  return targets;
}

ScanResult StagedTree::search_one(const Run& run, const std::string& path) const {
  const auto& repository = run.repository;
  auto bytes = bytes_of(path, repository.policy.file_limits.scanned_bytes);
  if (!bytes) {
    return without_verdict(not_searched("it", path, repository.policy, std::move(bytes.error())));
  }
  if (!*bytes) {
    return without_verdict({ErrorKind::no_verdict, "it was not searched: it is no regular file",
                            Location{path, std::nullopt}, "stage a regular file in its place"});
  }
  return judged(run,
                bundle::scan_bytes(path, std::move(**bytes), repository.policy, repository.now));
}

std::vector<ScanResult> StagedTree::search(const Run& run,
                                           const std::vector<std::string>& files) const {
  std::vector<ScanResult> results(files.size());
  CountedProgress progress(run.tool.name, "searched", files.size(), "staged files");
  in_parallel(files.size(), run.options.threads, [&](std::size_t i) {
    results[i] = guarded(files[i], [&] { return search_one(run, files[i]); });
    progress.step();
  });
  return results;
}

Result<std::optional<std::string>> StagedTree::difference_on_disk(const Run& run,
                                                                  const std::string& bundle) const {
  std::vector<std::string> watched{bundle, ".mig"};
  for (const auto& folder : run.repository.migrations_roots) {
    watched.push_back(bundle::joined(folder, bundle::kRegistryFolder));
  }
  auto disk = git_.working_tree(run.root, watched, run.options.threads);
  if (!disk) return tl::unexpected(disk.error());
  auto changes = git_.changes(index_, disk->tree);
  if (!changes) return tl::unexpected(changes.error());
  for (const auto& change : *changes) {
    if (is_beneath_any(change.path, watched)) return change.path;
    if (is_beneath_any(change.before_path, watched)) return change.before_path;
  }
  for (const auto& path : disk->untracked) {
    if (is_beneath_any(path, watched)) return path;
  }
  return std::optional<std::string>();
}

Result<contract::Policy> policy_of_index(const Options& options, const io::Root& root) {
  FolderFinder finder;
  auto path = std::optional<std::string>(bundle::kPolicyPath);
  if (options.policy) path = place_beneath(*options.policy, root, finder);
  if (!path) return bundle::load_policy(root, options.policy);
  auto staged = StagedTree::open(root);
  if (!staged) return tl::unexpected(staged.error());
  auto bytes = staged->read(*path, contract::FileLimits{}.document_bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  if (!*bytes && options.policy) {
    return failure(ErrorKind::no_verdict, "the policy cannot be read: it is not in the index",
                   Location{*options.policy, std::nullopt},
                   fmt::format("stage it: git add {}", *options.policy));
  }
  if (!*bytes) return bundle::built_in_policy();
  const auto document =
      bundle::examine_document(*path, std::move(**bytes), contract::DocumentKind::policy);
  if (!document) return tl::unexpected(document.error());
  return bundle::usable_policy(*document, *path + std::string(kMarkOfIndex));
}

}  // namespace mig::app
