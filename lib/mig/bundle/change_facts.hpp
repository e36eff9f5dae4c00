#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "mig/base/result.hpp"
#include "mig/bundle/backup_status.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/bundle/rollback_evidence.hpp"
#include "mig/bundle/run_change.hpp"
#include "mig/catalog/restoration.hpp"
#include "mig/catalog/simulation.hpp"

namespace mig::bundle {

/// What one script would do, in the order of its statements.
struct ScriptChange {
  const ScriptFacts* script = nullptr;  ///< never null, and its source is never null
  effect::Effects effects;
  std::vector<catalog::Hazard> hazards;
  std::vector<catalog::Obstacle> obstacles;
  std::vector<sql::Fact> facts;
  std::size_t statements = 0;
};

/// What a forward script would meet that runs again after the rollback.
struct RedoObstacle {
  const ScriptFacts* script = nullptr;  ///< never null
  catalog::Obstacle obstacle;
};

/// Where the rollback scripts lead from where the forward scripts led.
struct RollbackChange {
  bool is_opaque = false;  ///< they may do more than they show
  std::vector<catalog::Unrestored> unrestored;
  std::vector<RedoObstacle> redo;  ///< that the first run did not meet
};

/// What a bundle's scripts would change and what its runs did change. Computed without judging.
struct ChangeFacts {
  std::vector<ScriptChange> scripts;  ///< as declared: the forward ones, then the rollback
  catalog::Catalog before;            ///< of the pre baseline; else nothing but assumptions
  std::vector<catalog::Difference> predicted;  ///< by all forward scripts together
  catalog::Catalog after;                      ///< what they leave, where it is kept
  /// The baseline that `before` shows; null when there is none that could be read.
  const DocumentFacts* start = nullptr;
  std::map<std::string, std::int64_t, std::less<>> row_estimates;  ///< of that baseline, by table
  std::vector<RunChange> runs;     ///< those that left something behind
  std::vector<RunBackup> backups;  ///< of runs that went forward, and of those that have a record
  RollbackEvidence evidence;
  std::optional<RollbackChange> rollback;  ///< none: there is none that could be read to its end

  /// What kept us from a verdict, whatever else was found: text that the grammar rejects.
  std::vector<Error> faults;
  /// What could not be known because content is missing or malformed. Findings tell of that; where
  /// none does, there is no verdict either.
  std::vector<Error> gaps;
};

}  // namespace mig::bundle
