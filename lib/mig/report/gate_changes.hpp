#pragma once

#include <string>
#include <vector>

#include "mig/report/json_text.hpp"
#include "mig/report/report.hpp"

namespace mig::report {

/// What a change makes looser, tighter or rewrites of what it is judged by, as the lines of a table
/// with a line of titles; empty where there is nothing to tell. Fit for a terminal.
std::vector<std::string> gate_change_lines(const Report& report);

/// The same as an array of objects.
Json gate_changes_json(const Report& report);

}  // namespace mig::report
