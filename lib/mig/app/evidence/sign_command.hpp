#pragma once

#include "mig/app/command.hpp"

namespace mig::app {

/// mig-receipt-verify sign: puts a signature beside run receipts and approvals.
Action declare_sign(CLI::App& app);

}  // namespace mig::app
