#pragma once

#include <string>

namespace mig::secrets {

/// The library of literals as it was loaded: "5.4.8", without the day of its build.
std::string engine_version();

}  // namespace mig::secrets
