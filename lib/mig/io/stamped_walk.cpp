#include <fcntl.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>

#include "mig/io/beneath.hpp"
#include "mig/io/stamp_reader_state.hpp"

namespace mig::io {
namespace {

constexpr std::size_t kDeepest = 64;
constexpr std::size_t kMostEntries = 1'000'000;
constexpr std::size_t kMostAtOnce = 32;

std::size_t depth_of(const std::string& path) {
  return static_cast<std::size_t>(std::count(path.begin(), path.end(), '/')) + 1;
}

std::string_view name_of(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

/// A folder to be listed. It does not move any more: the folder that holds it was filled.
struct Waiting {
  StampedEntry* folder = nullptr;
  std::shared_ptr<const Descriptor> parent;  ///< none: it is where the walk begins
};

class Walk {
 public:
  Walk(int root, std::string_view skip, StampedEntry& start, unsigned threads)
      : root_(root), skip_(skip), share_(std::size_t{2} * threads), waiting_{{&start, nullptr}} {}

  void work() {
    std::unique_lock lock(mutex_);
    std::vector<Waiting> taken;
    std::vector<Waiting> found;
    for (;;) {
      ++idle_;
      changed_.wait(lock, [&] { return !waiting_.empty() || busy_ == 0 || fault_; });
      --idle_;
      if (waiting_.empty() || fault_) return;
      take_share(taken);
      ++busy_;
      lock.unlock();
      std::optional<AccessError> fault;
      for (const auto& each : taken) {
        if (!fault) fault = fill(each, found);
      }
      taken.clear();
      lock.lock();
      --busy_;
      if (fault && !fault_) fault_ = std::move(fault);
      std::move(found.begin(), found.end(), std::back_inserter(waiting_));
      found.clear();
      if (idle_ != 0) changed_.notify_all();
    }
  }

  const std::optional<AccessError>& fault() const { return fault_; }

 private:
  /// From the end, so that few folders are open at a time; and not so many that others starve.
  void take_share(std::vector<Waiting>& taken) {
    const std::size_t count = std::clamp<std::size_t>(waiting_.size() / share_, 1, kMostAtOnce);
    const auto first = waiting_.end() - static_cast<std::ptrdiff_t>(count);
    std::move(first, waiting_.end(), std::back_inserter(taken));
    waiting_.erase(first, waiting_.end());
  }

  /// One component beneath a folder that is open: nothing can lead astray.
  AccessResult<Descriptor> open(const Waiting& waiting) const {
    const std::string& path = waiting.folder->path;
    constexpr int kFlags = O_RDONLY | O_DIRECTORY;
    if (!waiting.parent) return open_beneath(root_, path.empty() ? "." : path, kFlags);
    const std::string name(name_of(path));
    Descriptor opened(
        ::openat(waiting.parent->number(), name.c_str(), kFlags | O_NOFOLLOW | O_CLOEXEC));
    if (!opened.is_open()) return tl::unexpected<AccessError>(explain(root_, path, errno));
    return opened;
  }

  std::optional<AccessError> fill(const Waiting& waiting, std::vector<Waiting>& found) {
    StampedEntry& folder = *waiting.folder;
    if (depth_of(folder.path) > kDeepest) {
      return AccessError{AccessFault::unreadable, folder.path,
                         "is nested deeper than " + std::to_string(kDeepest) + " folders"};
    }
    auto opened = open(waiting);
    if (!opened) return std::move(opened.error());
    auto listed = list_stamped(opened->number(), folder.path);
    if (!listed) return std::move(listed.error());
    folder.held = std::move(*listed);
    std::erase_if(folder.held,
                  [&](const StampedEntry& entry) { return name_of(entry.path) == skip_; });
    if ((seen_ += folder.held.size()) > kMostEntries) {
      return AccessError{AccessFault::unreadable, folder.path,
                         "with the folders before it holds more than " +
                             std::to_string(kMostEntries) + " entries"};
    }
    std::shared_ptr<const Descriptor> here;
    for (auto& entry : folder.held) {
      if (entry.kind != EntryKind::directory) continue;
      if (!here) here = std::make_shared<const Descriptor>(std::move(*opened));
      found.push_back({&entry, here});
    }
    return std::nullopt;
  }

  const int root_;
  const std::string skip_;
  const std::size_t share_;
  std::atomic<std::size_t> seen_ = 0;
  std::mutex mutex_;  ///< of what follows
  std::condition_variable changed_;
  std::vector<Waiting> waiting_;
  std::size_t busy_ = 0;
  std::size_t idle_ = 0;
  std::optional<AccessError> fault_;
};

}  // namespace

AccessResult<void> StampReader::walk(StampedEntry& folder, std::string_view skip,
                                     unsigned threads) const {
  Walk walk(state_->folder.number(), skip, folder, std::max(1U, threads));
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
