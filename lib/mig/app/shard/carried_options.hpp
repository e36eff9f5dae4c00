#pragma once

#include "mig/app/options.hpp"
#include "mig/report/shard_file.hpp"

namespace mig::app {

/// What of a command line a part carries to the merge.
report::ShardOptions carried_options(const Options& options);

/// A command line that judges as the parts were judged; where reports go, and how many threads
/// there are, stays as `own` says.
Options with_carried(const report::ShardOptions& carried, Options own);

}  // namespace mig::app
