#pragma once

#include "mig/bundle/facts.hpp"

namespace mig::rules::bundle_rules {

/// Whether a receipt, or a pointer to one, lies in `receipts/` of any run.
bool has_any_receipt(const bundle::BundleFacts& bundle);

}  // namespace mig::rules::bundle_rules
