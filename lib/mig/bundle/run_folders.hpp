#pragma once

#include <vector>

#include "mig/bundle/facts.hpp"

namespace mig::bundle {

/// The single-run form and every folder beneath `runs/`, whatever its name.
std::vector<RunFacts> find_runs(const BundleFacts& bundle);

}  // namespace mig::bundle
