#pragma once

#include <string>
#include <string_view>

#include "mig/contract/policy.hpp"

namespace mig::contract {

/// Letters in lower case, without blanks around: how names of people and classes are compared.
std::string folded_word(std::string_view text);

/// A class of change as it is compared: "Governance Critical " is "governance-critical". Empty when
/// it says nothing.
std::string folded_class(std::string_view change_class);

/// Whether the policy names the class as one that needs a governance reviewer.
bool is_critical_class(const Policy& policy, std::string_view change_class);

}  // namespace mig::contract
