#pragma once

#include <chrono>

#include "mig/base/result.hpp"

namespace mig::postgres {

/// From now on SIGINT, SIGTERM and SIGHUP only note that the run is to stop: whoever waits gives up
/// with an error, so that destructors remove what was made. A second signal changes nothing.
void watch_stop_signals();

/// Whether the run was asked to stop.
bool stop_requested();

/// While it lives, a run that was asked to stop goes on: it cleans up what it made elsewhere.
class FinishingTouches {
 public:
  FinishingTouches();
  ~FinishingTouches();
  FinishingTouches(const FinishingTouches&) = delete;
  FinishingTouches& operator=(const FinishingTouches&) = delete;
};

/// What a run that was asked to stop ends in.
Error stopped();

enum class Waited { ready, passed, stopped };

/// Waits until `descriptor` (none below 0) can be read (or written, when asked for), the time has
/// passed, or the run was asked to stop, whichever is first.
Waited wait_for(int descriptor, bool for_writing, std::chrono::milliseconds at_most);

}  // namespace mig::postgres
