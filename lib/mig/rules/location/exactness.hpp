#pragma once

#include <string_view>

#include "mig/bundle/scanned_file.hpp"
#include "mig/rules/rule.hpp"

namespace mig::rules::location_rules {

/// Reports a place that is told more exactly than the policy publishes, where it restricts that.
void report_place(const bundle::ScannedFile& file, const secrets::Detection& detection,
                  std::string_view what, Reporter& reporter);

}  // namespace mig::rules::location_rules
