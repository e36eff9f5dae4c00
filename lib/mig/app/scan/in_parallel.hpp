#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace mig::app {

/// Items that a thread takes at a time: most files are so small that handing out single ones would
/// cost more than searching them.
inline constexpr std::size_t kItemsAtATime = 32;

/// Calls `work(i)` for every i below `count`, on all given threads. `work` does not throw.
template <class Work>
void in_parallel(std::size_t count, unsigned threads, const Work& work) {
  std::atomic<std::size_t> next{0};
  const auto take_some = [&] {
    for (auto begin = next.fetch_add(kItemsAtATime); begin < count;
         begin = next.fetch_add(kItemsAtATime)) {
      const auto end = std::min(begin + kItemsAtATime, count);
      for (auto at = begin; at < end; ++at) work(at);
    }
  };
  std::vector<std::jthread> workers;
  const auto wanted = std::min<std::size_t>(threads, count / kItemsAtATime + 1);
  for (std::size_t i = 1; i < wanted; ++i) workers.emplace_back(take_some);
  take_some();
}

}  // namespace mig::app
