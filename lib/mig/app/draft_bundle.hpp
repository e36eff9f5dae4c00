#pragma once

#include <string>

#include "mig/app/options.hpp"
#include "mig/base/result.hpp"
#include "mig/bundle/change_facts.hpp"

namespace mig::app {

/// Writes the planned bundle that --init asks for: the scripts, the tightest declaration that
/// covers them, and a skeleton of notes. Never a baseline, and never into a folder that is there.
/// Answers what to tell the user.
Result<std::string> write_draft_bundle(const Options& options, const bundle::BundleFacts& scripts,
                                       const bundle::ChangeFacts& change,
                                       const contract::Policy& policy);

}  // namespace mig::app
