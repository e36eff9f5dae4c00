#pragma once

#include <string>

#include "mig/base/result.hpp"

namespace mig::history {

/// libgit2 as it is loaded; an Error where it is not installed or another one than needed.
Result<std::string> library_version();

}  // namespace mig::history
