#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>

#include "mig/io/beneath.hpp"
#include "mig/io/stamp_reader.hpp"

namespace mig::io {
namespace {

constexpr std::size_t kDeepest = 64;
constexpr std::size_t kMostEntries = 1'000'000;

std::size_t depth_of(const std::string& path) {
  return static_cast<std::size_t>(std::count(path.begin(), path.end(), '/')) + 1;
}

/// Folders that wait to be listed, shared by all threads. An entry is filled by one thread, and its
/// place does not move any more once its parent was filled.
class Walk {
 public:
  Walk(const StampReader& reader, std::string_view skip, StampedEntry& start)
      : reader_(reader), skip_(skip), waiting_{&start} {}

  void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [&] { return !waiting_.empty() || busy_ == 0 || fault_; });
      if (waiting_.empty() || fault_) return;
      StampedEntry* folder = waiting_.back();
      waiting_.pop_back();
      ++busy_;
      lock.unlock();
      auto fault = fill(*folder);
      lock.lock();
      --busy_;
      if (fault && !fault_) fault_ = std::move(fault);
      if (!fault_) add_folders(*folder);
      changed_.notify_all();
    }
  }

  const std::optional<AccessError>& fault() const { return fault_; }

 private:
  std::optional<AccessError> fill(StampedEntry& folder) {
    if (depth_of(folder.path) > kDeepest) {
      return AccessError{AccessFault::unreadable, folder.path,
                         "is nested deeper than " + std::to_string(kDeepest) + " folders"};
    }
    auto listed = reader_.list(folder.path);
    if (!listed) return std::move(listed.error());
    folder.held = std::move(*listed);
    const std::string skipped = folder.path.empty() ? skip_ : folder.path + "/" + skip_;
    std::erase_if(folder.held, [&](const StampedEntry& entry) { return entry.path == skipped; });
    if ((seen_ += folder.held.size()) > kMostEntries) {
      return AccessError{AccessFault::unreadable, folder.path,
                         "with all the folders before it holds more than " +
                             std::to_string(kMostEntries) + " entries"};
    }
    return std::nullopt;
  }

  void add_folders(StampedEntry& folder) {
    for (auto& entry : folder.held) {
      if (entry.kind == EntryKind::directory) waiting_.push_back(&entry);
    }
  }

  const StampReader& reader_;
  const std::string skip_;
  std::atomic<std::size_t> seen_ = 0;
  std::mutex mutex_;  ///< of what follows
  std::condition_variable changed_;
  std::vector<StampedEntry*> waiting_;
  std::size_t busy_ = 0;
  std::optional<AccessError> fault_;
};

}  // namespace

AccessResult<void> StampReader::walk(StampedEntry& folder, std::string_view skip,
                                     unsigned threads) const {
  Walk walk(*this, skip, folder);
  {
    std::vector<std::jthread> others;
    try {
      while (others.size() + 1 < threads) others.emplace_back([&] { walk.work(); });
    } catch (const std::system_error&) {
      // No thread to be had: those that run do the work.
    }
    walk.work();
  }
  if (walk.fault()) return tl::unexpected<AccessError>(*walk.fault());
  return {};
}

}  // namespace mig::io
