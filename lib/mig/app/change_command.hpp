#pragma once

#include <string>
#include <vector>

#include "mig/app/options.hpp"
#include "mig/base/result.hpp"

namespace mig::app {

/// What a helper printed, and what it could not know: then there is no clean exit.
struct ChangeAnswer {
  std::string text;
  std::vector<Error> errors;
};

/// --show, --suggest-scope, --init and --write-summary.
Result<ChangeAnswer> run_change_command(const Tool& tool, const Options& options);

}  // namespace mig::app
