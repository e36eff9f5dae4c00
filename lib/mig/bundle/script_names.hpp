#pragma once

#include <string_view>

namespace mig::bundle {

/// Whether a file is a script by its name, whatever the case of its ending: `fix.sql`, `FIX.SQL`.
bool is_script_name(std::string_view name);

/// Whether a file is JSON, JSON lines or YAML by its name, whatever the case of its ending.
bool is_data_name(std::string_view name);

/// Whether a name has an ending (given in lower case), whatever the case of its letters.
bool ends_with_ignoring_case(std::string_view name, std::string_view lower_case_ending);

}  // namespace mig::bundle
