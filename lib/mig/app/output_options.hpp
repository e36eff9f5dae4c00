#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "mig/app/options.hpp"
#include "mig/base/result.hpp"

namespace mig::app {

/// --output, whose values go into `outputs` until they are given meaning, and --commit.
void declare_outputs(CLI::App& app, std::vector<std::string>& outputs, Options& options);

/// Where a file is that may not exist yet, through every link: the same for each way to name it.
std::filesystem::path place_of_file(const std::string& file);

/// Gives the values of --output meaning, and holds that no two reports share a place, that none
/// lies among the files of git, and that each can be written: the commit that one of them names is
/// looked up here.
Result<void> give_outputs_meaning(const Tool& tool, const std::vector<std::string>& outputs,
                                  Options& options);

}  // namespace mig::app
