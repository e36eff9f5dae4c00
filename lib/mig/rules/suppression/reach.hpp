#pragma once

#include <string_view>

#include "mig/bundle/scanned_file.hpp"

namespace mig::rules::suppression_rules {

/// "the comment", "the policy", "the baseline".
std::string_view name_of(bundle::Allowance::Origin origin);

/// Whether something of that origin can allow what its rule finds. A comment never opens a secret.
bool is_in_reach(const bundle::Allowance& allowance);

/// Understood, of a rule that exists, and in reach: it allows something, or did until it expired.
bool is_in_force_or_expired(const bundle::Allowance& allowance);

}  // namespace mig::rules::suppression_rules
