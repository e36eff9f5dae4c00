#pragma once

#include <string>
#include <vector>

#include "mig/contract/declaration.hpp"
#include "mig/contract/policy.hpp"

namespace mig::rules {

/// Required reviewers, then routing labels: everybody that a declaration asks to look.
std::vector<std::string> reviewers_of(const contract::ApprovalRouting& approvals);

/// Whether one of them speaks for governance by the policy.
bool names_governance_reviewer(const contract::ApprovalRouting& approvals,
                               const contract::Policy& policy);

}  // namespace mig::rules
