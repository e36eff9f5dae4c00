#pragma once

#include <string>

#include "mig/contract/baseline.hpp"

namespace mig::report {

/// The document that reads back to this baseline, one object a line, so that two of them can be
/// compared line by line.
std::string baseline_as_json(const contract::Baseline& baseline);

}  // namespace mig::report
