#pragma once

#include "mig/bundle/change_facts.hpp"

namespace mig::bundle {

/// Compares where all scripts of `change` led, forward and back, with where they began, and lets
/// the forward scripts run once more.
RollbackChange roll_back(const ChangeFacts& change, catalog::Catalog after,
                         const catalog::Journey& journey);

}  // namespace mig::bundle
