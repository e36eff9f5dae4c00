#pragma once

#include <string>

#include "mig/base/result.hpp"

namespace mig::app {

/// The clock, as RFC 3339 in UTC. Read by command lines alone.
std::string clock_now();

/// What --now gives, or the clock where it gives nothing. What is no RFC 3339 time with a zone is a
/// usage error.
Result<std::string> given_time(const std::string& now);

}  // namespace mig::app
