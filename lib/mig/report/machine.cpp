#include "mig/report/machine.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>
#include <limits>

#include "mig/pattern/pattern.hpp"
#include "mig/report/escape.hpp"

namespace mig::report {

std::string utc_time(std::string_view now) {
  const auto seconds = static_cast<std::time_t>(pattern::parse_timestamp(now).value_or(0));
  std::tm parts{};
  if (::gmtime_r(&seconds, &parts) == nullptr) return "1970-01-01T00:00:00";
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}", parts);
}

bool is_verdict_unseen(const Report& report) {
  const Totals totals = totals_of(report);
  return report.exit_code != 0 && report.errors.empty() && totals.fail == 0 && totals.review == 0;
}

std::string path_or_root(std::string_view path) {
  return path.empty() ? "." : clipped(path, std::numeric_limits<std::size_t>::max());
}

std::uint32_t first_line_of(const Location& location) {
  return location.region ? location.region->begin.line : 1;
}

std::string UniqueKeys::unique(std::string_view key) {
  std::string name(key);
  for (std::size_t number = 2; !taken_.insert(name).second; ++number) {
    name = fmt::format("{}-{}", key, number);
  }
  return name;
}

}  // namespace mig::report
