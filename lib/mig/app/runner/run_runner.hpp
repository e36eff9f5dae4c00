#pragma once

#include "mig/app/run_commands.hpp"

namespace mig::app {

/// Runs mig-run from its command line to its exit code. Never throws.
int run_runner(int argc, char** argv);

/// The commands of mig-run, as they are declared.
CommandTable runner_table();

}  // namespace mig::app
