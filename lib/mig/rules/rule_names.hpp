#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mig/contract/policy.hpp"

namespace mig::rules {

/// The rule that a misspelt id most likely meant; nothing when none is near.
std::optional<std::string> nearest_rule(std::string_view wrong);

/// The first rule named by a policy that does not exist.
std::optional<std::string> unknown_rule_of(const contract::Policy& policy);

}  // namespace mig::rules
