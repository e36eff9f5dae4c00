#pragma once

#include "mig/base/result.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/io/root.hpp"

namespace mig::bundle {

/// Reads the receipts that references of a bundle point to, and adds them to its documents as if
/// they lay in their places: whatever looks at receipts looks at them too. One that the store does
/// not hold is left out. `store` null: none was given, and nothing is read. Call after the
/// documents of the bundle were loaded.
Result<void> load_stored_receipts(const io::Root* store, BundleFacts& bundle);

/// Tells the runs of their stored receipts. Call after the runs were found.
void place_stored_receipts(BundleFacts& bundle);

}  // namespace mig::bundle
