#pragma once

#include <optional>
#include <string>

#include "mig/app/runner/foretold.hpp"

namespace mig::app {

/// What a rehearsal comes to.
struct RehearsalVerdict {
  std::string word;          ///< as the receipt spells it
  std::optional<int> level;  ///< where the rollback was compared
  int exit_code = 3;
};

/// 0: the rollback restores, and everything else is as it should be. 4: names or comments differ,
/// the change is irreversible, or it did more than its scripts foretell. 1: it failed, left
/// something over, lost something, could not be repeated, or reached beyond its scope.
RehearsalVerdict verdict_of(const runner::Rehearsal& rehearsal, const Foretold& foretold);

}  // namespace mig::app
