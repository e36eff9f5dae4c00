#pragma once

#include <string>
#include <string_view>

#include "mig/app/run_commands.hpp"

namespace mig::app {

/// Whether the first argument of mig-receipt-verify names one of its commands, and so is no path to
/// judge: a folder of such a name is written ./digest.
bool is_evidence_command(std::string_view first_argument);

/// The commands of mig-receipt-verify with what each does, for the help text of the tool.
std::string evidence_commands();

/// Runs a command of mig-receipt-verify from the whole command line to its exit code. Never throws.
int run_evidence(int argc, char** argv);

/// The commands of mig-receipt-verify, as they are declared.
CommandTable evidence_table();

}  // namespace mig::app
