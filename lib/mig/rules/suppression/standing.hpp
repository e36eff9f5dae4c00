#pragma once

#include <string_view>

#include "mig/bundle/scanned_file.hpp"

namespace mig::rules::suppression_rules {

/// What an entry of the policy allows, at its own place there.
bundle::Allowance allowance_of(const contract::Policy& policy, std::size_t entry,
                               std::string_view now);

/// A comment that is to last longer than a year allows nothing: whoever writes it could write one
/// that never ends.
void bound(bundle::Allowance& comment, std::string_view now);

}  // namespace mig::rules::suppression_rules
