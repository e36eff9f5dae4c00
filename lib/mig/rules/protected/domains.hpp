#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/contract/policy.hpp"
#include "mig/effect/object.hpp"

namespace mig::rules {

/// The protected domain that an object lies in, as the policy writes it: "schema governance".
/// `table` is the owning table; empty when there is none.
std::optional<std::string> protected_domain_of(const effect::ObjectName& object,
                                               std::string_view table,
                                               const contract::ProtectedDomains& domains);

/// The glob of the canonical zone that an object lies in.
std::optional<std::string> canonical_zone_of(const effect::ObjectName& object,
                                             std::string_view table,
                                             const contract::CanonicalZones& zones);

}  // namespace mig::rules
