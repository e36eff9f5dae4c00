#pragma once

#include "mig/app/command.hpp"

namespace mig::app {

/// mig-run rehearse BUNDLE: forward, rollback and forward again on a PostgreSQL without real data,
/// compared after each, with a receipt in rehearsal/. Exit codes: see `verdict_of`; 3 when there is
/// no verdict, and then no receipt either.
Action declare_rehearse(CLI::App& app);

}  // namespace mig::app
