#pragma once

#include <string>
#include <vector>

#include "mig/app/options.hpp"
#include "mig/base/result.hpp"

namespace mig::app {

/// What a helper printed, and what it could not know: then there is no clean exit.
struct HelperAnswer {
  std::string text;
  std::vector<Error> errors;
};

/// --show, --suggest-scope, --init and --write-summary.
Result<HelperAnswer> run_helper(const Tool& tool, const Options& options);

}  // namespace mig::app
