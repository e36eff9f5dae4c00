#pragma once

#include <string>

#include "mig/contract/secret_baseline.hpp"

namespace mig::report {

/// A document secret_baseline.v1. The entries are sorted by who hands them in.
std::string secret_baseline_json(const contract::SecretBaseline& baseline);

}  // namespace mig::report
