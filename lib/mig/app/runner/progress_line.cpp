#include "mig/app/runner/progress_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>

#include "mig/app/console.hpp"
#include "mig/io/root.hpp"

namespace mig::app {
namespace {

using Clock = std::chrono::steady_clock;

// A script of many thousand short statements would spend its time on drawing.
constexpr std::chrono::milliseconds kBetweenDrawings{100};

double seconds_since(Clock::time_point then) {
  return std::chrono::duration<double>(Clock::now() - then).count();
}

}  // namespace

ProgressLine::ProgressLine(bool is_terminal) : is_terminal_(is_terminal), began_(Clock::now()) {}

ProgressLine::~ProgressLine() {
  clear();
}

void ProgressLine::say(const std::string& phase) {
  if (is_terminal_) {
    draw(phase);
  } else {
    complain(fmt::format("mig-run: {:6.2f} s  {}\n", seconds_since(began_), phase));
  }
}

void ProgressLine::show(const runner::Progress& progress) {
  if (progress.statement == 0) return say(std::string(spoken(progress.step)));
  if (!is_terminal_ || Clock::now() - drawn_ < kBetweenDrawings) return;
  draw(fmt::format("{}  statement {}/{}", spoken(progress.step), progress.statement,
                   progress.statements));
}

void ProgressLine::draw(const std::string& text) {
  drawn_ = Clock::now();
  is_drawn_ = true;
  const auto line = fmt::format("\r\x1b[Kmig-run: {:6.2f} s  {}", seconds_since(began_), text);
  static_cast<void>(io::write_all(STDERR_FILENO, line));
}

void ProgressLine::clear() {
  if (!is_drawn_) return;
  static_cast<void>(io::write_all(STDERR_FILENO, "\r\x1b[K"));
  is_drawn_ = false;
}

std::string_view spoken(runner::StepName step) {
  constexpr std::array<std::string_view, 11> kWords{"catalog before",
                                                    "forward",
                                                    "catalog after forward",
                                                    "scope and foresight",
                                                    "rollback",
                                                    "catalog after rollback",
                                                    "before and after rollback",
                                                    "rows before and after rollback",
                                                    "forward again",
                                                    "catalog after forward again",
                                                    "forward and forward again"};
  return kWords.at(static_cast<std::size_t>(step));
}

}  // namespace mig::app
