#pragma once

#include <vector>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/limit/predicted.hpp"

namespace mig::rules {

/// What forward scripts create although the baseline before them lists it: such a statement cannot
/// run there.
std::vector<PlacedEffect> made_twice(const bundle::ChangeFacts& change);

}  // namespace mig::rules
