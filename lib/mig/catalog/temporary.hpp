#pragma once

#include "mig/catalog/session.hpp"

namespace mig::catalog {

/// All that lives in the session alone goes, without effects; or only what ends with a transaction.
void drop_temporary(Session& session, bool on_commit_only);

}  // namespace mig::catalog
