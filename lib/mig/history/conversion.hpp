#pragma once

#include <string>

#include "mig/base/result.hpp"
#include "mig/history/libgit2.hpp"

namespace mig::history {

/// Whether git may have written other bytes to disk than it keeps, or kept others than it read: by
/// line ends, filters or encodings, of the repository or of the user. The index then remembers
/// nothing about the bytes on disk. What a single command was told (`git -c`) is not known later.
bool may_convert(git_repository& repository);

/// core.fileMode: whether the bit that makes a file executable means anything on this disk.
bool knows_executables(git_repository& repository);

/// extensions.worktreeConfig: whether this working tree has a configuration beside the shared one.
bool has_own_configuration(git_repository& repository);

/// What git would call a file of these bytes after the conversions that libgit2 knows: line ends
/// and ident. No program is run. `path` is relative to the top level.
Result<git_oid> id_after_conversion(git_repository& repository, const std::string& path,
                                    const std::string& bytes);

/// Whether there is a file, or nobody can tell.
bool may_exist(const std::string& path);

}  // namespace mig::history
