#pragma once

#include <string>

#include "mig/base/result.hpp"

namespace mig::postgres {

/// What the server of an installation says that it is: "15.8". Runs its program, in an empty
/// environment and for a few seconds at most.
Result<std::string> installation_version(const std::string& folder);

}  // namespace mig::postgres
