#include "mig/app/runner/rehearsal_progress.hpp"

#include <fmt/format.h>

#include <array>

#include "mig/app/console.hpp"

namespace mig::app {

using Clock = std::chrono::steady_clock;

RehearsalProgress::RehearsalProgress()
    : is_watched_(is_progress_watched()), line_("mig-run"), began_(Clock::now()) {}

std::string RehearsalProgress::at_this_time(const std::string& phase) const {
  const std::chrono::duration<double> passed = Clock::now() - began_;
  return fmt::format("{:6.2f} s  {}", passed.count(), phase);
}

void RehearsalProgress::say(const std::string& phase) {
  if (is_watched_) {
    line_.draw(at_this_time(phase));
  } else {
    complain(fmt::format("mig-run: {}\n", at_this_time(phase)));
  }
}

void RehearsalProgress::show(const runner::Progress& progress) {
  if (progress.statement == 0) return say(std::string(spoken(progress.step)));
  if (!is_watched_) return;
  line_.refresh(at_this_time(fmt::format("{}  statement {}/{}", spoken(progress.step),
                                         progress.statement, progress.statements)));
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
