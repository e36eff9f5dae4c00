#pragma once

namespace mig::app {

/// Runs mig-run from its command line to its exit code. Never throws.
int run_runner(int argc, char** argv);

}  // namespace mig::app
