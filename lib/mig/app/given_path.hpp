#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>

#include "mig/base/result.hpp"
#include "mig/io/root.hpp"

namespace mig::app {

/// Where folders really are. Ten thousand documents may lie in one folder, and following its path
/// costs more than judging a document.
class FolderFinder {
 public:
  /// Empty for a folder that is not there.
  const std::filesystem::path& really(const std::filesystem::path& folder);

 private:
  std::unordered_map<std::string, std::filesystem::path> folders_;
};

/// An argument as a path relative to the root; "" for the root itself. The last component is kept
/// as it is named, so that a link beneath the root is judged as a link.
Result<std::string> relative_to_root(const std::string& given, const io::Root& root,
                                     FolderFinder& folders);

/// An Error for `-`, where files and folders are named and nothing reads standard input.
Result<void> refuse_standard_input(const std::string& given);

/// Where a file that may not exist yet lies beneath the root; nothing when it lies elsewhere.
std::optional<std::string> place_beneath(const std::string& given, const io::Root& root,
                                         FolderFinder& folders);

/// A name of --files-from as a path relative to the root. Names come from git, relative to the top
/// level, or from a shell, relative to the current folder; one that leads out of the root, or that
/// shows that the list was written in another form, is no verdict.
Result<std::string> listed_path(const std::string& name, const io::Root& root);

}  // namespace mig::app
