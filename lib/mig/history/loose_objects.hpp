#pragma once

#include <string>

#include "mig/base/result.hpp"
#include "mig/history/libgit2.hpp"

namespace mig::history {

/// Lets loose objects of `folder` (".git/objects/") be read by this room, before libgit2 looks for
/// them: it would never come back from one that was cut short.
Result<void> read_loose_objects(git_odb& objects, const std::string& folder);

}  // namespace mig::history
