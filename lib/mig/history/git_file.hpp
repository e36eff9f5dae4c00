#pragma once

#include <string>

#include "mig/base/result.hpp"

namespace mig::history {

/// The bytes of a file that git keeps for itself; "" when there is none. `what` names it in the
/// Error when it is there and cannot be read: libgit2 would go on as if it were not.
Result<std::string> read_git_file(const std::string& path, const std::string& what);

/// The same without the bytes.
Result<void> refuse_unreadable(const std::string& path, const std::string& what);

}  // namespace mig::history
