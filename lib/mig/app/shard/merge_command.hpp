#pragma once

#include "mig/app/command.hpp"

namespace mig::app {

/// `mig-gate merge`: puts the parts of a run together.
Action declare_merge(CLI::App& app);

}  // namespace mig::app
