#pragma once

#include <functional>

#include "mig/app/options.hpp"
#include "mig/app/outcome.hpp"
#include "mig/app/targets.hpp"
#include "mig/base/result.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/io/root.hpp"
#include "mig/report/report.hpp"

namespace mig::app {

/// Reads, judges and sums up: everything between the command line and the rendered report. An error
/// means that nothing was judged; errors about single bundles are part of the report.
Result<report::Report> judge(const Tool& tool, const Options& options);

/// What becomes of a run whose targets were chosen and held against the past.
using Finish = std::function<Result<report::Report>(Run& run, Targets targets)>;

/// The same with another end: everything up to it is what every run does.
Result<report::Report> judge_with(const Tool& tool, const Options& options, const Finish& finish);

/// The root that a run with these options would judge beneath.
Result<io::Root> open_root(const Options& options);

/// The policy and the registries that it would judge by.
Result<bundle::RepositoryFacts> open_repository(const Tool& tool, const Options& options,
                                                const io::Root& root);

/// The policy that a run with these options would judge by.
Result<contract::Policy> policy_in_force(const Options& options);

}  // namespace mig::app
