#pragma once

#include <set>
#include <string>
#include <string_view>

#include "mig/report/report.hpp"

// What the formats for other programs have in common.

namespace mig::report {

/// "2026-03-01T18:30:00", in UTC and without a zone; the start of 1970 for what is no time.
std::string utc_time(std::string_view now);

/// Whether nothing in a report but its exit code tells that it did not pass. A format that lists
/// findings alone has to list that as well, or it would look clean.
bool is_verdict_unseen(const Report& report);

/// Path and first line as formats want them that know no findings without a place.
std::string path_or_root(std::string_view path);
std::uint32_t first_line_of(const Location& location);

/// Tells keys apart that are the same: "key", "key-2", "key-3".
class UniqueKeys {
 public:
  std::string unique(std::string_view key);

 private:
  std::set<std::string> taken_;
};

}  // namespace mig::report
