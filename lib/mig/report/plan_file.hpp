#pragma once

#include <string>

#include "mig/contract/plan.hpp"

namespace mig::report {

/// plan.json. The same bytes for the same plan.
std::string plan_json(const contract::Plan& plan);

}  // namespace mig::report
