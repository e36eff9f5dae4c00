#pragma once

#include <string>

#include "mig/base/result.hpp"

namespace mig::postgres {

/// The folder that holds `initdb` and `postgres`: the newest of the usual places, else of PATH.
Result<std::string> find_installation();

}  // namespace mig::postgres
