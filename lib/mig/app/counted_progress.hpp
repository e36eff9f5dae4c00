#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace mig::app {

/// "mig-gate: judged 1,234 of 5,000 bundles", for whoever waits at a terminal: from the second
/// second on, and gone with this object. Without a terminal nothing is drawn and no thread runs.
class CountedProgress {
 public:
  CountedProgress(std::string_view program, std::string_view verb, std::size_t total,
                  std::string_view items);
  ~CountedProgress();
  CountedProgress(const CountedProgress&) = delete;
  CountedProgress& operator=(const CountedProgress&) = delete;

  /// One more is done. From any thread.
  void step() { done_.fetch_add(1, std::memory_order_relaxed); }

 private:
  void watch(const std::string& program);
  std::string text() const;

  std::string verb_;
  std::string items_;
  std::size_t total_;
  std::atomic<std::size_t> done_{0};
  std::mutex mutex_;
  std::condition_variable ended_;
  bool has_ended_ = false;
  std::thread watcher_;  ///< draws; not there when nobody watches
};

}  // namespace mig::app
