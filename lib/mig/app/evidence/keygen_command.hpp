#pragma once

#include "mig/app/command.hpp"

namespace mig::app {

/// mig-receipt-verify keygen: makes a key to sign with, and its entry of the trust policy.
Action declare_keygen(CLI::App& app);

}  // namespace mig::app
