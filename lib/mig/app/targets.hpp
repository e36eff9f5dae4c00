#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mig/app/options.hpp"
#include "mig/base/result.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/io/root.hpp"

namespace mig::app {

/// What a run has to judge. Paths are relative to the root.
struct Targets {
  std::vector<std::string> bundles;    ///< sorted, each once
  std::vector<std::string> documents;  ///< single documents, in the order given
  std::vector<std::string> notices;    ///< what the report has to say about the choice
  std::string empty_folder;            ///< with a base: a folder given that holds no bundle
  bool nothing_relevant = false;       ///< --files-from named no file of a migrations root: a pass
};

/// The root by the order of the design: --root, the git top level, the nearest folder with `.mig/`,
/// the bundle itself.
Result<std::string> find_root(const Options& options);

/// Sorts paths and file lists into bundles and documents. Fills the tree fields of `repository`.
/// `listed_files` are the names of --files-from.
Result<Targets> choose_targets(const Tool& tool, const Options& options, const io::Root& root,
                               const std::vector<std::string>& listed_files,
                               bundle::RepositoryFacts& repository);

/// Reads the names of --files-from.
Result<std::vector<std::string>> read_file_list(const Options& options);

}  // namespace mig::app
