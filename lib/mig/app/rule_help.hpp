#pragma once

#include <string>
#include <string_view>

#include "mig/app/gates.hpp"
#include "mig/base/result.hpp"

namespace mig::app {

/// One line per rule of a tool: id, severity, summary.
std::string list_rules(const Tool& tool);

/// Everything that is known of a rule, for a terminal. An unknown id is a usage error.
Result<std::string> explain_rule(std::string_view id);

/// docs/rules.md: every rule, family by family, in Markdown.
std::string rules_reference();

}  // namespace mig::app
