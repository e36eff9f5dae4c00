#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/app/outcome.hpp"
#include "mig/app/scan/scan_result.hpp"
#include "mig/app/scan/scan_targets.hpp"
#include "mig/history/repository.hpp"

namespace mig::app {

/// What is staged in git: the files of the index that HEAD holds otherwise, or not at all.
class StagedTree {
 public:
  static Result<StagedTree> open(const io::Root& root);

  /// Bytes of a regular file of the index; nothing where it holds none.
  Result<std::optional<std::string>> read(std::string_view path, std::uint64_t max_bytes) const;

  /// What is staged beneath the arguments; without arguments everything. Nothing is no verdict.
  Result<ScanTargets> choose(const Options& options, const io::Root& root) const;

  /// Searches staged files; the results stand in the order of the files.
  std::vector<ScanResult> search(const Run& run, const std::vector<std::string>& files) const;

  /// The first file of a bundle, or of what decides about its approvals, that is on disk otherwise
  /// than in the index; nothing: there is none.
  Result<std::optional<std::string>> difference_on_disk(const Run& run,
                                                        const std::string& bundle) const;

 private:
  StagedTree(history::Repository git, history::Tree index)
      : git_(std::move(git)), index_(std::move(index)) {}
  Result<void> find_changes();
  Result<void> add_submodules(const std::vector<history::TreeEntry>& entries,
                              const std::vector<std::string>& folders, ScanTargets& targets) const;
  Result<std::optional<std::string>> bytes_of(std::string_view path, std::uint64_t max_bytes) const;
  ScanResult search_one(const Run& run, const std::string& path) const;

  history::Repository git_;
  history::Tree index_;
  std::optional<history::Tree> head_;     ///< nothing: there is no commit yet
  std::vector<history::Change> changes_;  ///< of files and links
};

/// The policy that the index holds; the built-in one where it holds none. One that --policy names
/// is read from the index where it lies beneath the root, else from where it lies.
Result<contract::Policy> policy_of_index(const Options& options, const io::Root& root);

}  // namespace mig::app
