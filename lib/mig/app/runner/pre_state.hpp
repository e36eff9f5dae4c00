#pragma once

#include <memory>
#include <string>
#include <vector>

#include "mig/app/runner/rehearsal_options.hpp"
#include "mig/runner/script.hpp"

namespace mig::app {

/// What brings a database to the state before the change, in order.
struct PreState {
  std::string source;  ///< "empty", "schema" or "registry"
  std::string digest;  ///< of what it is built from; empty when it is empty
  std::string seed_digest;
  std::vector<runner::Script> scripts;

  /// What `scripts` are views of.
  std::vector<std::unique_ptr<std::string>> texts;
  std::vector<std::unique_ptr<bundle::BundleFacts>> predecessors;
};

/// Reads it. With --from-registry: the forward scripts of every migration of the store that the
/// registry lists before this one, but for those that were rolled back or superseded.
Result<PreState> read_pre_state(const RehearsalOptions& options, const RunnerSubject& subject);

}  // namespace mig::app
