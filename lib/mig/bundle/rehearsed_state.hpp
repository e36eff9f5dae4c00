#pragma once

#include <optional>
#include <string>

#include "mig/bundle/facts.hpp"

namespace mig::bundle {

/// What shows that a rehearsal began from another state than the one that the bundle's pre baseline
/// declares, looking at the tables that the rehearsed change touched; nothing where both agree as
/// far as both speak, or where one of them is not there.
std::optional<std::string> foreign_state(const BundleFacts& bundle);

}  // namespace mig::bundle
