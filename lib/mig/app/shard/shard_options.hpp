#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "mig/app/options.hpp"
#include "mig/base/result.hpp"

namespace mig::app {

/// --shard, whose value goes into `shard` until it is given meaning.
void declare_shard(CLI::App& app, std::string& shard);

/// Gives "2/4" meaning; an empty text asks for no part.
Result<void> give_shard_meaning(const std::string& shard, Options& options);

/// Whether a part of a run goes together with the rest of the command line. `has_now`: the time to
/// judge at was given.
Result<void> check_shard(const Options& options, bool has_now);

}  // namespace mig::app
