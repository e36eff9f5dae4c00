#pragma once

#include "mig/app/command.hpp"

namespace mig::app {

/// `mig-gate doctor`: what a run would find here, and what would stop it.
Action declare_doctor(CLI::App& app);

}  // namespace mig::app
