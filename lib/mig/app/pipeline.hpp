#pragma once

#include "mig/app/options.hpp"
#include "mig/base/result.hpp"
#include "mig/report/report.hpp"

namespace mig::app {

/// Reads, judges and sums up: everything between the command line and the rendered report. An error
/// means that nothing was judged; errors about single bundles are part of the report.
Result<report::Report> judge(const Tool& tool, const Options& options);

/// The policy that a run with these options would judge by.
Result<contract::Policy> policy_in_force(const Options& options);

}  // namespace mig::app
