#pragma once

#include <string_view>

namespace mig::app {

/// Runs one gate from its command line to its exit code. Never throws.
int run_tool(std::string_view tool, int argc, char** argv);

}  // namespace mig::app
