#include "mig/rules/reviewers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace mig::rules {

bool names_governance_reviewer(const contract::ApprovalRouting& approvals,
                               const contract::Policy& policy) {
  const auto& reviewers = approvals.required_reviewers;
  return std::any_of(reviewers.begin(), reviewers.end(), [&policy](const auto& reviewer) {
    return policy.is_governance_reviewer(reviewer.value);
  });
}

std::string what_is_asked(const contract::ApprovalRouting& approvals) {
  if (approvals.required_reviewers.empty()) {
    return fmt::format("it names only routing labels, and a label reviews nothing: {}",
                       fmt::join(contract::values_of(approvals.routing_labels), ", "));
  }
  return fmt::format("required_reviewers names only: {}",
                     fmt::join(contract::values_of(approvals.required_reviewers), ", "));
}

}  // namespace mig::rules
