#include <chrono>

#include "mig/pattern/digits.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::pattern {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;

struct ClockTime {
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::int64_t seconds() const { return (hour * 60 + minute) * 60 + second; }
};

/// "YYYY-MM-DD" off the front of `text`, as days since 1970-01-01.
std::optional<std::int64_t> take_date(std::string_view& text) {
  const auto year = take_digits(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day || !is_calendar_date(*year, *month, *day)) return std::nullopt;
  const std::chrono::sys_days days = std::chrono::year(*year) /
                                     std::chrono::month(static_cast<unsigned>(*month)) /
                                     std::chrono::day(static_cast<unsigned>(*day));
  return days.time_since_epoch().count();
}

/// "hh:mm:ss" and an optional fraction, which is checked and dropped.
std::optional<ClockTime> take_time(std::string_view& text) {
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59 || !take(text, ':')) return std::nullopt;
  const auto second = take_digits(text, 2);
  if (!second || *second > 60) return std::nullopt;
  if (take(text, '.')) {
    if (text.empty() || !is_digit(text.front())) return std::nullopt;
    while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
  }
  return ClockTime{*hour, *minute, *second};
}

/// "Z" or "±hh:mm", in seconds east of UTC.
std::optional<std::int64_t> take_offset(std::string_view& text) {
  if (take(text, 'Z')) return 0;
  const bool west = text.starts_with('-');
  if (!west && !text.starts_with('+')) return std::nullopt;
  text.remove_prefix(1);
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  const std::int64_t seconds = ClockTime{*hour, *minute, 0}.seconds();
  return west ? -seconds : seconds;
}

}  // namespace

bool is_calendar_date(int year, int month, int day) {
  // The chrono types wrap large numbers silently, so the ranges come first.
  if (year < 0 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return false;
  return std::chrono::year_month_day(std::chrono::year(year),
                                     std::chrono::month(static_cast<unsigned>(month)),
                                     std::chrono::day(static_cast<unsigned>(day)))
      .ok();
}

// RFC 3339 lets an application insist on upper case `T` and `Z`; this project writes no other.
std::optional<std::int64_t> parse_timestamp(std::string_view text) {
  const auto days = take_date(text);
  if (!days || !take(text, 'T')) return std::nullopt;
  const auto time = take_time(text);
  if (!time) return std::nullopt;
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  const std::int64_t instant = *days * kSecondsPerDay + time->seconds() - *offset;
  // A leap second exists only as 23:59:60 UTC; it counts as the first second of the next day.
  if (time->second == 60 && instant % kSecondsPerDay != 0) return std::nullopt;
  return instant;
}

std::optional<std::int64_t> parse_date(std::string_view text) {
  const auto days = take_date(text);
  if (!days || !text.empty()) return std::nullopt;
  return days;
}

}  // namespace mig::pattern
