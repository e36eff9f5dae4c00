#pragma once

#include "mig/app/command.hpp"

namespace mig::app {

/// mig-run capture: writes the baseline of a database.
Action declare_capture(CLI::App& app);

}  // namespace mig::app
