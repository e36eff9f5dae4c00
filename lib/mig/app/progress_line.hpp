#pragma once

#include <chrono>
#include <string>

namespace mig::app {

/// Whether somebody watches standard error: a terminal that can move its cursor, and no pipeline,
/// whose log would keep every line that was written over.
bool is_progress_watched();

/// How far long work is: one line on standard error that is written over and wiped. Belongs to one
/// thread.
class ProgressLine {
 public:
  explicit ProgressLine(std::string program);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void draw(const std::string& text);
  /// Draws unless that was done a moment ago.
  void refresh(const std::string& text);
  /// Takes the line away, so that other text can be printed.
  void clear();

 private:
  std::string program_;
  bool is_drawn_ = false;
  std::chrono::steady_clock::time_point drawn_;
};

}  // namespace mig::app
