#pragma once

#include <set>
#include <vector>

#include "mig/bundle/facts.hpp"

namespace mig::rules::approval_rules {

/// Settles findings by the approvals of a bundle: those that are in force, for the finding, and
/// good enough for its rule open it. Where one is not, the finding's remedy and its resolution say
/// why. Adds those that are for a finding to `used`, whether they opened it or not.
void approve(std::vector<Finding>& findings, const bundle::BundleFacts& bundle,
             std::set<const contract::Approval*>& used);

}  // namespace mig::rules::approval_rules
