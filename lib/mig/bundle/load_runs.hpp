#pragma once

#include <vector>

#include "mig/base/result.hpp"
#include "mig/bundle/run_change.hpp"
#include "mig/io/root.hpp"

namespace mig::bundle {

/// The runs of a loaded bundle that left something behind, in the order of their folders. What they
/// were predicted to do is not filled in. `bundle` must outlive the answer.
Result<std::vector<RunChange>> load_runs(const io::Root& root, const BundleFacts& bundle);

}  // namespace mig::bundle
