#pragma once

#include "mig/app/outcome.hpp"
#include "mig/app/targets.hpp"
#include "mig/base/result.hpp"
#include "mig/report/shard_file.hpp"

namespace mig::app {

/// What a run stands on whose targets were chosen: parts of it have to agree in all of this, and
/// so has the run that puts them together.
Result<report::ShardGround> ground_of(const Run& run, const Targets& targets);

/// Positions among `count` bundles of those that a part judges.
std::vector<std::size_t> positions_of(std::uint32_t index, std::uint32_t parts, std::size_t count);

}  // namespace mig::app
