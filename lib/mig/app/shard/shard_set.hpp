#pragma once

#include <string>
#include <vector>

#include "mig/app/outcome.hpp"
#include "mig/base/result.hpp"
#include "mig/report/shard_file.hpp"

namespace mig::app {

/// A part and the file that it was read from.
struct NamedShard {
  std::string file;
  report::ShardFile shard;
};

/// Reads the parts of one run, in their order, whatever the order of the files. Refuses a part that
/// is missing, there twice, of another number of parts, or judged with other options.
Result<std::vector<NamedShard>> read_shards(const std::vector<std::string>& files);

/// Refuses parts that stand on something else than the run that puts them together.
Result<void> check_ground(const std::vector<NamedShard>& shards, const report::ShardGround& ground);

/// The outcomes of all bundles, in the order of these. Refuses parts that tell of other bundles
/// than theirs, or of rules that this run does not have.
Result<std::vector<report::ShardOutcome>> take_outcomes(std::vector<NamedShard> shards,
                                                        const std::vector<std::string>& bundles,
                                                        const Run& run);

}  // namespace mig::app
