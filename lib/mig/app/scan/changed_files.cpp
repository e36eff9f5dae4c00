#include "mig/app/scan/changed_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "mig/app/scan/new_findings.hpp"
#include "mig/base/counted.hpp"
#include "mig/bundle/base_state.hpp"
#include "mig/bundle/tree_paths.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;

using bundle::RepositoryComparison;

/// What became of a file that is there; null: it is the same as at the base, or git does not know
/// of it.
const history::Change* change_of(const RepositoryComparison& comparison, std::string_view path) {
  const auto& changes = comparison.changes;
  const auto by_path = [](const history::Change& change, std::string_view wanted) {
    return change.path < wanted;
  };
  auto at = std::lower_bound(changes.begin(), changes.end(), path, by_path);
  for (; at != changes.end() && at->path == path; ++at) {
    if (at->kind != history::ChangeKind::removed) return &*at;
  }
  return nullptr;
}

/// As a walk does not enter what git keeps.
bool lies_in_git_folder(std::string_view path) {
  return path.starts_with(".git/") || path.find("/.git/") != std::string_view::npos;
}

Result<void> add_present(const io::Root& root, const std::string& path, ScanTargets& targets) {
  if (lies_in_git_folder(path)) return {};
  const auto kind = root.kind_of(path);
  if (!kind && kind.error().fault == io::AccessFault::not_found) {
    targets.gone.push_back(path);
    return {};
  }
  if (!kind) {
    return failure(ErrorKind::no_verdict, kind.error().message, Location{path, std::nullopt});
  }
  if (*kind == io::EntryKind::regular) {
    targets.files.push_back(path);
  } else if (*kind != io::EntryKind::directory) {
    targets.irregular.push_back({path, *kind});
  }
  return {};
}

}  // namespace

const RepositoryComparison* compared_with(const Run& run) {
  return run.options.judges_all ? nullptr : run.repository.comparison.get();
}

bool is_changed_file(const RepositoryComparison& comparison, std::string_view path) {
  return change_of(comparison, path) != nullptr ||
         comparison.untracked.find(std::string(path)) != comparison.untracked.end();
}

ScanResult search_changed_file(const Run& run, const RepositoryComparison& comparison,
                               const std::string& path) {
  auto bytes = bundle::read_to_scan(run.root, path, run.repository.policy);
  if (!bytes) return without_verdict(std::move(bytes.error()));
  EarlierVersion earlier;
  if (const auto* change = change_of(comparison, path)) {
    earlier = {change->before_path, change->before_blob};
  }
  return search_what_is_new(run, comparison.base->git, path, std::move(*bytes), earlier);
}

Result<void> add_changed_beneath(const io::Root& root, const RepositoryComparison& comparison,
                                 std::string_view folder, ScanTargets& targets) {
  for (const auto& change : comparison.changes) {
    if (!change.before_path.empty() && change.before_path != change.path &&
        bundle::is_beneath(change.before_path, folder)) {
      targets.gone.push_back(change.before_path);
    }
    if (!bundle::is_beneath(change.path, folder)) continue;
    if (change.kind == history::ChangeKind::removed) {
      targets.gone.push_back(change.path);
    } else if (auto added = add_present(root, change.path, targets); !added) {
      return added;
    }
  }
  for (const auto& path : comparison.untracked) {
    if (!bundle::is_beneath(path, folder)) continue;
    if (auto added = add_present(root, path, targets); !added) return added;
  }
  return {};
}

Result<ScanTargets> choose_changed_files(const Run& run, const RepositoryComparison& comparison) {
  ScanTargets targets;
  for (const auto& given : run.options.paths) {
    auto path = path_in_git(given, run.root);
    if (!path) return tl::unexpected(path.error());
    const auto known_gone = targets.gone.size();
    if (auto added = add_changed_beneath(run.root, comparison, *path, targets); !added) {
      return tl::unexpected(added.error());
    }
    const bool was_there = path->empty() || targets.gone.size() > known_gone;
    if (!was_there && !run.root.kind_of(*path)) {
      return failure(ErrorKind::no_verdict,
                     fmt::format("{} does not exist, and did not at the base", given), {},
                     "check the path");
    }
  }
  finish_targets(targets);
  // What was a link and is a file now was removed and added.
  std::erase_if(targets.gone, [&targets](const auto& path) {
    return std::binary_search(targets.files.begin(), targets.files.end(), path);
  });
  const auto changed = targets.files.size() + targets.irregular.size();
  auto notice =
      fmt::format("{} changed since {}", counted(changed, "file"), comparison.base->name());
  if (!targets.gone.empty()) notice += fmt::format(", {} gone", targets.gone.size());
  if (changed == 0) notice += ": there was nothing to search";
  targets.notices.push_back(std::move(notice));
  return targets;
}

Result<std::string> path_in_git(const std::string& given, const io::Root& root) {
  const fs::path path(given);
  const bool keeps_name = path.has_filename() && path.filename() != "." && path.filename() != "..";
  const fs::path parent = path.has_parent_path() ? path.parent_path() : fs::path(".");
  std::error_code code;
  auto absolute = fs::weakly_canonical(fs::absolute(keeps_name ? parent : path, code), code);
  if (code) {
    return failure(ErrorKind::no_verdict, fmt::format("{}: {}", given, code.message()), {},
                   "check the path");
  }
  if (keeps_name) absolute /= path.filename();
  const auto relative = absolute.lexically_normal().lexically_relative(root.absolute_path());
  if (relative.empty() || *relative.begin() == "..") {
    return failure(
        ErrorKind::usage, fmt::format("{} lies outside the root {}", given, root.absolute_path()),
        {}, "judge each repository in a run of its own, or name the common root with --root");
  }
  auto text = relative.generic_string();
  return text == "." ? std::string() : text;
}

}  // namespace mig::app
