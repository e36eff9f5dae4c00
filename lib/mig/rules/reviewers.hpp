#pragma once

#include <string>

#include "mig/contract/declaration.hpp"
#include "mig/contract/policy.hpp"

namespace mig::rules {

/// Whether a required reviewer speaks for governance by the policy. A routing label does not: it
/// sorts the pull request, and nobody has to look.
bool names_governance_reviewer(const contract::ApprovalRouting& approvals,
                               const contract::Policy& policy);

/// The end of the sentence "..., but": who is asked in place of a governance reviewer.
std::string what_is_asked(const contract::ApprovalRouting& approvals);

}  // namespace mig::rules
