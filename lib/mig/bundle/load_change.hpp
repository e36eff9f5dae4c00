#pragma once

#include "mig/base/result.hpp"
#include "mig/bundle/change_facts.hpp"
#include "mig/io/root.hpp"

namespace mig::bundle {

/// Lets the scripts of a loaded bundle transform the catalog of its pre baseline, and compares its
/// baselines with each other. `bundle` must outlive the facts. `after` is filled
/// in where runs are held against it, or where it is asked for.
Result<ChangeFacts> load_change(const io::Root& root, const BundleFacts& bundle,
                                bool keep_after = false);

/// The same for scripts that belong to no bundle yet, over a catalog of which nothing is known.
ChangeFacts simulate_lone_scripts(const BundleFacts& scripts);

}  // namespace mig::bundle
