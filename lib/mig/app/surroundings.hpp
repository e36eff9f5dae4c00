#pragma once

#include "mig/app/outcome.hpp"
#include "mig/base/result.hpp"
#include "mig/report/report.hpp"

namespace mig::app {

/// Judges what stands around the bundles: registries, status histories, files outside of bundles,
/// and the gate itself. Call when every bundle was judged: findings that lie in one are put there.
Result<void> judge_surroundings(Run& run, report::Report& report);

}  // namespace mig::app
