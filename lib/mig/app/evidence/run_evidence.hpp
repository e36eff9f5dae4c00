#pragma once

#include "mig/app/run_commands.hpp"

namespace mig::app {

/// The commands of mig-receipt-verify, as they are declared.
CommandTable evidence_table();

}  // namespace mig::app
