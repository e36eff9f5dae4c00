#pragma once

#include <string>
#include <vector>

#include "mig/history/libgit2.hpp"

namespace mig::history {

/// Branches as a command line names them: "main", "origin/main". For suggestions alone: what cannot
/// be listed is left out.
std::vector<std::string> branch_names(git_repository& repository);

/// Whether something can be fetched from a remote of that name.
bool has_remote(git_repository& repository, const std::string& name);

}  // namespace mig::history
