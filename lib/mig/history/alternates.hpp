#pragma once

#include <string>
#include <vector>

#include "mig/base/result.hpp"

namespace mig::history {

/// The object folders that `objects` (".git/objects/") borrows from, and those that these borrow
/// from; each ends in '/'. Rather one too many than one less than libgit2 looks into.
Result<std::vector<std::string>> borrowed_folders(const std::string& objects);

}  // namespace mig::history
