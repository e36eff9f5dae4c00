#pragma once

#include <string>
#include <vector>

#include "mig/app/options.hpp"
#include "mig/base/result.hpp"
#include "mig/report/report.hpp"

namespace mig::app {

/// Puts the parts of a run together: everything is opened and chosen as a run without parts does
/// it, the outcomes of bundles are taken from the files, and what lies around them is judged here.
/// `options` say where reports go, and are those of the parts afterwards.
Result<report::Report> merge_shards(const Tool& tool, const std::vector<std::string>& files,
                                    Options& options);

}  // namespace mig::app
