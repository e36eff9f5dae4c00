#pragma once

#include <span>

#include "mig/rules/rule.hpp"

namespace mig::rules::secret_rules {

/// One rule for each kind of credential that a table of formats knows: a provider more is a row
/// there and no rule to write.
std::span<const Rule* const> token_rules();

}  // namespace mig::rules::secret_rules
