#pragma once

#include <string>
#include <string_view>

#include "mig/app/run_commands.hpp"

namespace mig::app {

/// The commands that a gate has beside judging; null for a gate that has none.
const CommandTable* commands_of_tool(std::string_view tool);

/// Whether the first argument of a tool names one of its commands, and so is no path to judge: a
/// folder of such a name is written with its path, as ./doctor.
bool is_command(std::string_view tool, std::string_view first_argument);

/// The command of a tool that a word was probably meant to be; empty: none. A name with a folder in
/// it, and one that is there, is a path.
std::string nearest_command(std::string_view tool, const std::string& word);

/// The commands of a tool with what each does, for its help text; empty when it has none.
std::string commands_help(std::string_view tool);

}  // namespace mig::app
