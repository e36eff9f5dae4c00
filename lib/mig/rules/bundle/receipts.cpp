#include "mig/rules/bundle/receipts.hpp"

#include <algorithm>

namespace mig::rules::bundle_rules {

bool has_any_receipt(const bundle::BundleFacts& bundle) {
  return std::any_of(bundle.runs.begin(), bundle.runs.end(),
                     [](const auto& run) { return run.has_receipt(); });
}

}  // namespace mig::rules::bundle_rules
