#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "mig/app/progress_line.hpp"
#include "mig/runner/rehearsal.hpp"

namespace mig::app {

/// How far a rehearsal is: one line that is written over where somebody watches, a line per step
/// elsewhere. Speaks on standard error.
class RehearsalProgress {
 public:
  RehearsalProgress();

  void say(const std::string& phase);
  void show(const runner::Progress& progress);
  /// Takes the line away, so that other text can be printed.
  void clear() { line_.clear(); }

 private:
  std::string at_this_time(const std::string& phase) const;

  bool is_watched_;
  ProgressLine line_;
  std::chrono::steady_clock::time_point began_;
};

/// "forward", "catalog after rollback".
std::string_view spoken(runner::StepName step);

}  // namespace mig::app
