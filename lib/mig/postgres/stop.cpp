#include "mig/postgres/stop.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>

namespace mig::postgres {
namespace {

// What a signal handler may touch. The descriptor wakes a wait that began before the signal.
std::atomic<int> caught{0};
std::atomic<int> alarm_descriptor{-1};
std::atomic<int> finishing{0};

void note(int signal) {
  const int before = errno;
  caught = signal;
  const std::uint64_t one = 1;
  if (const int bell = alarm_descriptor; bell >= 0) {
    [[maybe_unused]] const auto written = ::write(bell, &one, sizeof one);
  }
  errno = before;
}

}  // namespace

void watch_stop_signals() {
  if (alarm_descriptor < 0) alarm_descriptor = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  struct sigaction action {};
  action.sa_handler = note;
  ::sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaction(signal, &action, nullptr);
}

bool stop_requested() {
  return caught != 0 && finishing == 0;
}

FinishingTouches::FinishingTouches() {
  ++finishing;
}

FinishingTouches::~FinishingTouches() {
  --finishing;
}

Error stopped() {
  const int signal = caught;
  const char* name = signal == SIGINT ? "SIGINT" : signal == SIGTERM ? "SIGTERM" : "SIGHUP";
  return {ErrorKind::no_verdict, fmt::format("stopped by {} before it was finished", name), {}, {}};
}

Waited wait_for(int descriptor, bool for_writing, std::chrono::milliseconds at_most) {
  if (stop_requested()) return Waited::stopped;
  const auto until = std::chrono::steady_clock::now() + at_most;
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        until - std::chrono::steady_clock::now());
    std::array<pollfd, 2> watched{
        {{descriptor, static_cast<short>(for_writing ? POLLIN | POLLOUT : POLLIN), 0},
         {finishing == 0 ? alarm_descriptor.load() : -1, POLLIN, 0}}};
    // Looked at again every second: the flag is the truth, the descriptor only a bell.
    const auto slice = std::clamp<std::int64_t>(left.count(), 0, 1000);
    const int ready = ::poll(watched.data(), watched.size(), static_cast<int>(slice));
    if (stop_requested()) return Waited::stopped;
    if (ready > 0 && watched[0].revents != 0) return Waited::ready;
    if (left.count() <= 0) return Waited::passed;
  }
}

}  // namespace mig::postgres
