#pragma once

#include <optional>

#include "mig/bundle/facts.hpp"

namespace mig::bundle {

/// Fills status, phase and the moment at which approvals must hold. Everything else is loaded by
/// then.
void settle_phase(BundleFacts& facts, std::optional<Phase> phase_override);

}  // namespace mig::bundle
