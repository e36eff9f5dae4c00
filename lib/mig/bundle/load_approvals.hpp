#pragma once

#include "mig/base/result.hpp"
#include "mig/bundle/facts.hpp"

namespace mig::bundle {

/// Reads the approvals among the documents of a bundle: those that lie in its folder for them.
void read_approvals(BundleFacts& bundle);

/// Examines the envelopes beside its approvals; `trust` null: no signature is tried. Call last:
/// what is found points at documents, and no document may be added any more.
Result<void> examine_approvals(const TrustFacts* trust, BundleFacts& bundle);

}  // namespace mig::bundle
