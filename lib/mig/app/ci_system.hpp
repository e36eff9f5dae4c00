#pragma once

#include <string_view>

namespace mig::app {

/// The system whose pipeline this process runs in, by the variables that such systems set: "GitHub
/// Actions"; "a CI system" for one that only says CI; empty: none.
std::string_view ci_system();

}  // namespace mig::app
