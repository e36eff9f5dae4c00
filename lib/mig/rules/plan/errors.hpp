#pragma once

#include <vector>

#include "mig/bundle/change_facts.hpp"
#include "mig/contract/plan.hpp"

namespace mig::rules {

/// What keeps a change from running, or from being allowed by its own declaration, as far as its
/// scripts tell.
std::vector<contract::PlanError> plan_errors(const bundle::BundleFacts& bundle,
                                             const bundle::ChangeFacts& change);

}  // namespace mig::rules
