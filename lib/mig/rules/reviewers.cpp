#include "mig/rules/reviewers.hpp"

#include <algorithm>

namespace mig::rules {

std::vector<std::string> reviewers_of(const contract::ApprovalRouting& approvals) {
  auto reviewers = contract::values_of(approvals.required_reviewers);
  const auto labels = contract::values_of(approvals.routing_labels);
  reviewers.insert(reviewers.end(), labels.begin(), labels.end());
  return reviewers;
}

bool names_governance_reviewer(const contract::ApprovalRouting& approvals,
                               const contract::Policy& policy) {
  const auto reviewers = reviewers_of(approvals);
  return std::any_of(reviewers.begin(), reviewers.end(), [&policy](const std::string& reviewer) {
    return policy.is_governance_reviewer(reviewer);
  });
}

}  // namespace mig::rules
