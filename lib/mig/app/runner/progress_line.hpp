#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "mig/runner/rehearsal.hpp"

namespace mig::app {

/// How far a rehearsal is: one line that is written over on a terminal, a line per step elsewhere.
/// Speaks on standard error.
class ProgressLine {
 public:
  explicit ProgressLine(bool is_terminal);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void say(const std::string& phase);
  void show(const runner::Progress& progress);
  /// Takes the line away, so that other text can be printed.
  void clear();

 private:
  void draw(const std::string& text);

  bool is_terminal_;
  bool is_drawn_ = false;
  std::chrono::steady_clock::time_point began_;
  std::chrono::steady_clock::time_point drawn_;
};

/// "forward", "catalog after rollback".
std::string_view spoken(runner::StepName step);

}  // namespace mig::app
