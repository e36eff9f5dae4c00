#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mig/base/result.hpp"
#include "mig/report/report.hpp"

namespace mig::report {

/// Puts `***` for every secret that stands in the name of a folder or file, or in one of `words` of
/// the command line, wherever the report repeats it.
void mask_names(Report& report, const std::vector<std::string>& words);

/// Whether a path holds what would be masked.
bool holds_secret(std::string_view path);

/// A text about the command line, such as an error, with `***` for every secret in it.
std::string without_secrets(std::string_view text);

}  // namespace mig::report
