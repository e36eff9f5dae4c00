#pragma once

#include <string>
#include <vector>

#include "mig/app/outcome.hpp"

namespace mig::app {

/// The words of a command that judges the same again from the root: what the clock and the branch
/// said is written out, and flags that only decide what is shown are left out. No word names the
/// machine: a file outside the root is "PATH/TO/its-name".
std::vector<std::string> reproduction_of(const Run& run);

}  // namespace mig::app
