#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mig/app/options.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/io/root.hpp"
#include "mig/report/report.hpp"

namespace mig::app {

/// The files of a run. Paths are relative to the root.
struct ScanTargets {
  std::vector<std::string> files;    ///< sorted, each once
  std::vector<std::string> folders;  ///< that were walked
  std::vector<std::string> gone;     ///< listed by --files-from, and deleted
  std::vector<io::Entry> irregular;  ///< links and special files: never followed nor read
  std::vector<report::Skipped> skipped;
  std::vector<std::string> notices;

  /// Whether the run saw everything that a path may stand for; that it is gone was seen, too.
  bool covers(std::string_view path) const;
};

Result<ScanTargets> choose_files(const Options& options, const io::Root& root,
                                 const std::vector<std::string>& listed_files);

/// Adds every file beneath a folder; `.git` is named among what was skipped, and not entered.
Result<void> add_files_beneath(const io::Root& root, const std::string& folder,
                               ScanTargets& targets);

/// Sorts the files, and drops repeats.
void finish_targets(ScanTargets& targets);

/// Finds the bundle that a file lies in; the outermost, which answers for all that is in it.
class OwnerFinder {
 public:
  OwnerFinder(const io::Root& root, const bundle::RepositoryFacts& repository)
      : root_(root), repository_(repository) {}

  /// Nothing for a file outside of every bundle; "" when the root itself is the bundle.
  std::optional<std::string> owner_of(std::string_view path);

 private:
  const std::optional<std::string>& owner_of_folder(const std::string& folder);
  bool is_bundle(const std::string& folder) const;

  const io::Root& root_;
  const bundle::RepositoryFacts& repository_;
  std::unordered_map<std::string, std::optional<std::string>> owners_;
};

}  // namespace mig::app
