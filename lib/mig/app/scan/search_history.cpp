#include "mig/app/scan/search_history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "mig/app/counted_progress.hpp"
#include "mig/app/scan/changed_files.hpp"
#include "mig/app/scan/in_parallel.hpp"
#include "mig/app/scan/new_findings.hpp"
#include "mig/base/counted.hpp"
#include "mig/bundle/base_state.hpp"
#include "mig/bundle/tree_paths.hpp"

namespace mig::app {
namespace {

constexpr std::size_t kShownDigits = 12;

std::string shown(const std::string& commit) {
  return commit.substr(0, kShownDigits);
}

bool is_credential(std::string_view rule) {
  const auto family = rules::family_of(rule);
  return family == "secret" || family == "dsn";
}

std::string remedy_of(const Finding& finding, const std::string& commit) {
  const auto rewrite = fmt::format(
      "rewrite the history, whoever can read it reads the value: git rebase -i {}~1, edit that "
      "commit, then git push --force-with-lease",
      shown(commit));
  return is_credential(finding.rule)
             ? fmt::format("Revoke it and issue a new one, then {}", rewrite)
             : fmt::format("Before it is merged {}", rewrite);
}

/// Which commit brought it, and what to do: taking it out of the file is not enough.
void name_commit(const std::string& commit, rules::FileVerdict& verdict) {
  // What is wrong with a comment of an old version is no matter of today.
  std::erase_if(verdict.findings, [](const auto& finding) {
    return rules::family_of(finding.rule) == "suppression";
  });
  for (auto& finding : verdict.findings) {
    finding.message += fmt::format(" in commit {}", shown(commit));
    finding.remedy = remedy_of(finding, commit);
  }
  for (auto& error : verdict.errors) {
    error.message = fmt::format("in commit {}: {}", shown(commit), error.message);
  }
}

/// A file that moved is new at its place, and what it held is not: where it came from is told by
/// where it is now, or by the base holding the very same bytes.
EarlierVersion earlier_of(const history::RangeBlob& version,
                          const bundle::RepositoryComparison& comparison) {
  if (!version.before_blob.empty()) return {version.path, version.before_blob};
  const auto& changes = comparison.changes;
  const auto moved = std::find_if(changes.begin(), changes.end(), [&](const auto& change) {
    const bool is_here = change.kind == history::ChangeKind::renamed && change.path == version.path;
    return is_here || change.before_blob == version.blob;
  });
  if (moved == changes.end()) return {};
  return {moved->before_path, moved->before_blob};
}

ScanResult search_version(const Run& run, const history::RangeBlob& version,
                          const bundle::RepositoryComparison& comparison) {
  const auto& git = comparison.base->git;
  auto bytes = git.read_blob(version.blob, run.repository.policy.file_limits.scanned_bytes);
  if (!bytes) {
    return without_verdict(
        not_searched("it", version.path, run.repository.policy, std::move(bytes.error())));
  }
  return search_what_is_new(run, git, version.path, std::move(*bytes),
                            earlier_of(version, comparison));
}

Result<std::vector<history::RangeBlob>> versions_beneath_arguments(
    const Run& run, const bundle::RepositoryComparison& comparison) {
  std::vector<std::string> folders;
  for (const auto& given : run.options.paths) {
    auto path = path_in_git(given, run.root);
    if (!path) return tl::unexpected(path.error());
    folders.push_back(std::move(*path));
  }
  auto versions = comparison.base->git.blobs_since(comparison.base->base.commit);
  if (!versions) return versions;
  std::erase_if(*versions, [&folders](const auto& version) {
    return std::none_of(folders.begin(), folders.end(), [&version](const auto& folder) {
      return bundle::is_beneath(version.path, folder);
    });
  });
  return versions;
}

}  // namespace

Result<SearchedHistory> search_history(const Run& run) {
  const auto& comparison = *run.repository.comparison;
  auto versions = versions_beneath_arguments(run, comparison);
  if (!versions) return tl::unexpected(versions.error());
  SearchedHistory searched;
  searched.versions.resize(versions->size());
  CountedProgress progress(run.tool.name, "searched", versions->size(), "versions of files");
  in_parallel(versions->size(), run.options.threads, [&](std::size_t i) {
    const auto& version = (*versions)[i];
    auto result = guarded(version.path, [&] { return search_version(run, version, comparison); });
    if (result.verdict != nullptr) name_commit(version.commit, *result.verdict);
    searched.versions[i] = {version.path, std::move(result)};
    progress.step();
  });
  std::set<std::string_view> commits;
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < versions->size(); ++i) {
    auto& result = searched.versions[i].result;
    bytes += std::exchange(result.size, 0);
    result.was_searched = false;
    commits.insert((*versions)[i].commit);
  }
  searched.checked = fmt::format("history: {} of files in {} since {} searched ({} bytes)",
                                 counted(versions->size(), "version"),
                                 counted(commits.size(), "commit"), comparison.base->name(), bytes);
  return searched;
}

}  // namespace mig::app
