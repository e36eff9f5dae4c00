#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/result.hpp"
#include "mig/postgres/capture.hpp"
#include "mig/runner/grade.hpp"
#include "mig/runner/row_digests.hpp"
#include "mig/runner/script.hpp"

namespace mig::runner {

/// The steps of a rehearsal, in their order.
enum class StepName : std::uint8_t {
  capture_pre,
  forward,
  capture_post,
  compare,
  rollback,
  capture_rollback,
  compare_restored,
  compare_rows,
  redo,
  capture_redo,
  compare_redo,
};
std::string_view name_of(StepName name);

enum class StepStatus : std::uint8_t { pass, fail, skipped, abstain };
std::string_view name_of(StepStatus status);

/// Where a script stopped, and why.
struct Failure {
  std::string path;
  Position at;
  std::string sqlstate;  ///< empty when it was not the server that refused
  std::string object;    ///< "public.parcels/parcels_pkey"; empty when none was named
  std::string message;   ///< may quote a value that the script holds: for the terminal alone
  /// What of it may be kept: nothing that a row or a literal could stand in.
  std::string kept() const;
};

struct StepRecord {
  StepName name = StepName::capture_pre;
  StepStatus status = StepStatus::pass;
  std::optional<std::int64_t> statements;  ///< that ran to their end
  std::chrono::milliseconds elapsed{0};
  std::string message;  ///< may be kept
  std::optional<Failure> failure;
};

/// A step has begun, or one of its statements is about to run.
struct Progress {
  StepName step = StepName::capture_pre;
  std::size_t statement = 0;  ///< from 1; 0: the step begins
  std::size_t statements = 0;
};

struct Rehearsal {
  std::vector<StepRecord> steps;
  int server_version = 0;
  std::optional<delta::Inventory> pre;
  std::optional<delta::Inventory> post;
  std::optional<delta::Inventory> restored;
  std::optional<delta::Inventory> redone;
  std::optional<Grade> rollback;  ///< how far `restored` is from `pre`
  std::optional<Grade> redo;      ///< how far `redone` is from `post`
  std::vector<RowChange> rows;    ///< of tables that the rollback did not restore
  std::size_t tables_compared = 0;
  /// Why there is no verdict: the server was lost, the run was asked to stop, a catalog could not
  /// be read.
  std::optional<Error> error;

  const StepRecord* step(StepName name) const;
  bool failed(StepName name) const;
};

/// What a rehearsal runs on: one database that nobody else uses, in its pre-state.
struct Stage {
  postgres::Target target;
  postgres::ConnectionOptions sessions;
  std::string captured_at;  ///< RFC 3339: what the baselines say
  contract::ProtectedDomains protected_domains;
  bool compares_rows = true;
  std::function<void(const Progress&)> progress;  ///< may be empty
};

/// Forward, rollback and forward again, with the catalog compared after each. No rollback scripts:
/// the change is irreversible, and only goes forward. Scripts are run whatever they hold: see
/// `refusals`.
Rehearsal rehearse(const Stage& stage, const std::vector<Script>& forward,
                   const std::vector<Script>& rollback);

/// Runs scripts in order, each in a session of its own. The answer is where they stopped; an error:
/// nobody knows how far they came.
struct RunAnswer {
  std::int64_t statements = 0;
  std::optional<Failure> failure;
};
Result<RunAnswer> run_scripts(const Stage& stage, StepName step,
                              const std::vector<Script>& scripts);

}  // namespace mig::runner
