#pragma once

#include <string>

#include "mig/app/options.hpp"
#include "mig/base/result.hpp"
#include "mig/bundle/change_facts.hpp"
#include "mig/io/root.hpp"

namespace mig::app {

/// Writes the diff summary and the list of touched objects of every run of a bundle that has two
/// baselines and no summary. Never over a file that is there. Answers what to tell the user.
Result<std::string> write_summaries(const Options& options, const io::Root& root,
                                    const bundle::BundleFacts& bundle,
                                    const bundle::ChangeFacts& change);

}  // namespace mig::app
