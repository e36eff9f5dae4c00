#pragma once

#include <string_view>

namespace mig::rules::receipt_rules {

/// Whether a rule is about the change itself, and so due before anything runs.
bool is_about_the_change(std::string_view rule_id);

}  // namespace mig::rules::receipt_rules
