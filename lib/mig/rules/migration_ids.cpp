#include "mig/rules/migration_ids.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <tuple>

#include "mig/contract/declaration.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::rules {
namespace {

constexpr std::string_view kMarker = "-MIG-";

struct DigitGroup {
  std::string_view name;
  std::size_t digits;
};
constexpr std::array kGroups{DigitGroup{"year", 4}, DigitGroup{"month", 2}, DigitGroup{"day", 2},
                             DigitGroup{"sequence number", 2}};

std::string upper(std::string_view text) {
  std::string raised(text);
  std::transform(raised.begin(), raised.end(), raised.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::toupper(letter)); });
  return raised;
}

std::string broken_prefix(std::string_view prefix) {
  const auto raised = upper(prefix);
  if (!contract::type_of_prefix(raised).empty()) {
    return fmt::format("its prefix \"{}\" must be written \"{}\"", prefix, raised);
  }
  return fmt::format("its prefix \"{}\" is none of PG, SEARCH and GRAPH", prefix);
}

std::string broken_digits(std::string_view rest) {
  for (const auto& group : kGroups) {
    const bool is_last = &group == &kGroups.back();
    const auto end = is_last ? rest.size() : std::min(rest.find('-'), rest.size());
    const auto digits = rest.substr(0, end);
    if (digits.size() != group.digits ||
        digits.find_first_not_of("0123456789") != std::string_view::npos) {
      return fmt::format("its {} \"{}\" is not written with {} digits", group.name, digits,
                         group.digits);
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return "its sequence number counts from 01";
}

}  // namespace

std::string broken_part_of(std::string_view id) {
  if (pattern::parse_migration_id(id)) return {};
  const auto marker = upper(id).find(kMarker);
  if (marker == std::string::npos) return "\"-MIG-\" is missing between its prefix and its date";
  const auto prefix = id.substr(0, marker);
  if (contract::type_of_prefix(prefix).empty()) return broken_prefix(prefix);
  if (id.substr(marker, kMarker.size()) != kMarker) return "\"-MIG-\" is written in upper case";
  return broken_digits(id.substr(marker + kMarker.size()));
}

std::string impossible_date_of(std::string_view id) {
  const auto parsed = pattern::parse_migration_id(id);
  if (!parsed || pattern::is_calendar_date(parsed->year, parsed->month, parsed->day)) return {};
  return fmt::format("{:04}-{:02}-{:02}", parsed->year, parsed->month, parsed->day);
}

bool is_sound_id(std::string_view id) {
  return broken_part_of(id).empty() && impossible_date_of(id).empty();
}

std::optional<bool> is_earlier(std::string_view id, std::string_view other) {
  const auto one = pattern::parse_migration_id(id);
  const auto two = pattern::parse_migration_id(other);
  if (!one || !two) return std::nullopt;
  return std::tie(one->year, one->month, one->day, one->sequence) <
         std::tie(two->year, two->month, two->day, two->sequence);
}

std::string_view type_of_id(std::string_view id) {
  const auto parsed = pattern::parse_migration_id(id);
  return parsed ? contract::type_of_prefix(parsed->prefix) : std::string_view{};
}

}  // namespace mig::rules
