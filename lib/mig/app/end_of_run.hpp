#pragma once

#include "mig/app/options.hpp"
#include "mig/base/result.hpp"
#include "mig/report/report.hpp"

namespace mig::app {

/// Writes every report that was asked for, also about why nothing could be judged; answers the exit
/// code. A command line that makes no sense is told and not obeyed in part.
int end_run(const Tool& tool, const Options& options, Result<report::Report> judged);

}  // namespace mig::app
