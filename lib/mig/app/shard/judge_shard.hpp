#pragma once

#include "mig/app/options.hpp"
#include "mig/base/result.hpp"
#include "mig/report/report.hpp"

namespace mig::app {

/// Judges one part of the bundles and writes it to the file that the options name. The report is
/// about that part, and says so: what lies around the bundles is judged when parts are merged.
Result<report::Report> judge_shard(const Tool& tool, const Options& options);

}  // namespace mig::app
