#pragma once

#include "mig/history/libgit2.hpp"

namespace mig::history {

/// Whether the repository holds the last commits alone; also where that cannot be told.
bool is_shallow(git_repository& repository);

}  // namespace mig::history
