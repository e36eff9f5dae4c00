#include "mig/app/given_time.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>

#include "mig/pattern/pattern.hpp"

namespace mig::app {

std::string clock_now() {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}Z", fmt::gmtime(now));
}

Result<std::string> given_time(const std::string& now) {
  if (now.empty()) return clock_now();
  if (pattern::parse_timestamp(now)) return now;
  return failure(ErrorKind::usage, fmt::format("--now {} is no RFC 3339 time with a zone", now), {},
                 "write it as 2026-03-01T18:30:00Z");
}

}  // namespace mig::app
