#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "mig/app/options.hpp"
#include "mig/base/result.hpp"

namespace mig::app {

/// --output, whose values go into `outputs` until they are given meaning.
void declare_outputs(CLI::App& app, std::vector<std::string>& outputs);

/// Gives the values of --output meaning, and holds that no two reports share a place.
Result<std::vector<OutputRequest>> output_requests(const std::vector<std::string>& outputs);

}  // namespace mig::app
