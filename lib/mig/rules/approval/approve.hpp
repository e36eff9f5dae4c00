#pragma once

#include <set>
#include <string>
#include <vector>

#include "mig/bundle/facts.hpp"

namespace mig::rules::approval_rules {

/// Settles findings by the approvals of a bundle: those that are in force, for the finding, and
/// good enough for its rule open it. Where one is not, the finding's remedy and its resolution say
/// why. Adds those that are for a finding to `used`, whether they opened it or not.
void approve(std::vector<Finding>& findings, const bundle::BundleFacts& bundle,
             std::set<const contract::Approval*>& used);

/// Open findings that an approval would be for with another rule or another object, as
/// "RULE about OBJECT"; each once, in order.
std::vector<std::string> open_near(const contract::Approval& approval,
                                   const std::vector<Finding>& findings);

}  // namespace mig::rules::approval_rules
