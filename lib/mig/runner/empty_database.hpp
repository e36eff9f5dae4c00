#pragma once

#include "mig/base/result.hpp"
#include "mig/postgres/dsn.hpp"

namespace mig::runner {

/// Whether a database holds nothing but its public schema: a rehearsal changes what it runs on.
Result<void> check_empty(const postgres::Target& target);

/// Drops what a rehearsal left in a database that was empty, and looks again. An error says that
/// something stays behind.
Result<void> clean(const postgres::Target& target);

}  // namespace mig::runner
