#pragma once

#include <vector>

#include "mig/contract/baseline.hpp"

namespace mig::delta {

/// Whether an object lies in a protected domain: protected schemas and all that is in them,
/// protected tables and all that belongs to them, protected objects. A comment is protected as what
/// it comments is.
bool is_protected(const contract::BaselineObject& object,
                  const contract::ProtectedDomains& domains);

/// The same for each object of a baseline.
std::vector<bool> protected_among(const contract::Baseline& baseline,
                                  const contract::ProtectedDomains& domains);

}  // namespace mig::delta
