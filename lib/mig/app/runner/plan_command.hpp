#pragma once

#include "mig/app/command.hpp"

namespace mig::app {

/// mig-run plan BUNDLE: writes plan.json. 0: no errors in it; 1: errors; 3: a script cannot be
/// read.
Action declare_plan(CLI::App& app);

}  // namespace mig::app
