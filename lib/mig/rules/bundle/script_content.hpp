#pragma once

#include <string_view>

namespace mig::rules::bundle_rules {

/// Whether a script holds anything to run besides white space, comments and empty statements. The
/// ending of its path tells how comments are written; JSON counts as blank when its value is empty.
bool has_content(std::string_view path, std::string_view text);

}  // namespace mig::rules::bundle_rules
