#pragma once

#include <set>

#include "mig/bundle/change_facts.hpp"

namespace mig::bundle {

/// Compares where all scripts of `change` led, forward and back, with where they began, and lets
/// the forward scripts run once more. `conditional`: see catalog::unrestored().
RollbackChange roll_back(const ChangeFacts& change, catalog::Catalog after,
                         const std::set<catalog::Id>& conditional);

}  // namespace mig::bundle
