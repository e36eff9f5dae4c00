#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mig/app/outcome.hpp"
#include "mig/app/scan/scan_result.hpp"
#include "mig/app/scan/scan_targets.hpp"
#include "mig/bundle/comparison.hpp"

namespace mig::app {

/// What the files of a run are held against; null where they are searched for all that they hold.
const bundle::RepositoryComparison* compared_with(const Run& run);

/// Whether a file that is there is not what it was at the base, or was not there.
bool is_changed_file(const bundle::RepositoryComparison& comparison, std::string_view path);

/// Searches a changed file on disk for what is new in it.
ScanResult search_changed_file(const Run& run, const bundle::RepositoryComparison& comparison,
                               const std::string& path);

/// Adds the changed files beneath a folder, or the file of that path; what is gone is added to
/// what is gone.
Result<void> add_changed_beneath(const io::Root& root,
                                 const bundle::RepositoryComparison& comparison,
                                 std::string_view folder, ScanTargets& targets);

/// The changed files beneath the arguments.
Result<ScanTargets> choose_changed_files(const Run& run,
                                         const bundle::RepositoryComparison& comparison);

/// An argument as a path relative to the root that need not be there.
Result<std::string> path_in_git(const std::string& given, const io::Root& root);

}  // namespace mig::app
