#pragma once

#include <string>

#include "mig/bundle/facts.hpp"

namespace mig::rules::approval_rules {

/// How an approval of other bytes becomes one of those that are there, signed again where a
/// signature lies beside it. `approval` is one of those of the bundle.
std::string renewed(const contract::Approval& approval, const bundle::BundleFacts& bundle);

}  // namespace mig::rules::approval_rules
