#include "mig/app/counted_progress.hpp"

#include <fmt/format.h>

#include <chrono>
#include <system_error>

#include "mig/app/progress_line.hpp"

namespace mig::app {
namespace {

/// "1,234".
std::string grouped(std::size_t number) {
  constexpr std::size_t kGroup = 3;
  auto digits = std::to_string(number);
  for (auto at = digits.size(); at > kGroup; at -= kGroup) digits.insert(at - kGroup, 1, ',');
  return digits;
}

}  // namespace

CountedProgress::CountedProgress(std::string_view program, std::string_view verb, std::size_t total,
                                 std::string_view items)
    : verb_(verb), items_(items), total_(total) {
  if (total == 0 || !is_progress_watched()) return;
  try {
    watcher_ = std::thread([this, name = std::string(program)] { watch(name); });
  } catch (const std::system_error&) {
    // No thread to be had: the work goes on unseen.
  }
}

CountedProgress::~CountedProgress() {
  if (!watcher_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    has_ended_ = true;
  }
  ended_.notify_one();
  watcher_.join();
}

std::string CountedProgress::text() const {
  return fmt::format("{} {} of {} {}", verb_, grouped(done_.load(std::memory_order_relaxed)),
                     grouped(total_), items_);
}

void CountedProgress::watch(const std::string& program) {
  constexpr std::chrono::milliseconds kUnseen{1000};
  constexpr std::chrono::milliseconds kBetweenDrawings{100};
  ProgressLine line(program);
  std::unique_lock lock(mutex_);
  auto pause = kUnseen;
  while (!ended_.wait_for(lock, pause, [this] { return has_ended_; })) {
    line.draw(text());
    pause = kBetweenDrawings;
  }
}

}  // namespace mig::app
