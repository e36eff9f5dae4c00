#include <algorithm>

#include "mig/secrets/character.hpp"
#include "mig/secrets/place/forms.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kLongestAddress = 300;

constexpr int kUnknownPlane = 999999;

// What stands between the two numbers: `,` `%2C` `/` `~` `!4d` `&lon=`, and the `+` of a blank.
std::size_t skip_between(std::string_view text, std::size_t at) {
  const char byte = at_or_nul(text, at);
  if (byte == ',' || byte == '/' || byte == '~' || byte == '_' || byte == ';') {
    ++at;
  } else if (stands_at(text, at, "%2c") || stands_at(text, at, "%7e")) {
    at += 3;
  } else if (stands_at(text, at, "!4d") || stands_at(text, at, "!3d")) {
    return at + 3;
  } else if (byte == '&') {
    std::size_t name = stands_at(text, at, "&amp;") ? at + 5 : at + 1;
    const std::size_t first = name;
    while (name - first < 12 && is_letter(at_or_nul(text, name))) ++name;
    return at_or_nul(text, name) == '=' ? name + 1 : at;
  } else {
    return at;
  }
  if (at_or_nul(text, at) == '+' && !is_digit(at_or_nul(text, at + 1))) ++at;
  if (stands_at(text, at, "%20")) at += 3;
  return at;
}

// Whether the parameter before `at` is of an axis to the east: x=, lon=, E=, and !2d of Google.
bool is_east_first(std::string_view text, std::size_t at) {
  if (at < 3) return false;
  if (stands_at(text, at - 3, "!2d")) return true;
  if (text[at - 1] != '=') return false;
  const char last = folded(text[at - 2]);
  return last == 'x' || last == 'e' || stands_at(text, at - 3, "lon=") ||
         (at >= 4 && (stands_at(text, at - 4, "lon=") || stands_at(text, at - 4, "lng=")));
}

std::optional<Geometry> pair_at(std::string_view text, std::size_t at) {
  const auto first = read_number_with_unit(text, at);
  if (!first || first->decimals == 0) return std::nullopt;
  const std::size_t next = skip_between(text, first->end);
  if (next == first->end) return std::nullopt;
  const auto second = read_number_with_unit(text, next);
  if (!second || second->decimals == 0) return std::nullopt;
  const bool is_named = at_or_nul(text, first->end) == '&';
  const bool are_metres = first->value > 180 && second->value > 180;
  if (are_metres && !is_named) return std::nullopt;
  Geometry geometry(is_east_first(text, at) && (is_named || text[at - 1] == 'd')
                        ? AxisOrder::longitude_first
                        : AxisOrder::latitude_first);
  geometry.add(*first, *second);
  if (are_metres) geometry.set_srid(kUnknownPlane);
  return geometry;
}

bool ends_address(char byte) {
  return is_space(byte) || byte == '"' || byte == '\'' || byte == '<' || byte == '>' ||
         byte == ')' || byte == '`' || byte == '\0';
}

}  // namespace

std::optional<Geometry> read_url_pair(std::string_view text, std::size_t at) {
  auto geometry = pair_at(text, at);
  if (!geometry) return std::nullopt;
  const auto points = geometry->points();
  constexpr int kFine = 4;
  if (points.empty() || points.front().decimals < kFine) return std::nullopt;
  return geometry;
}

std::optional<Geometry> read_map_url(std::string_view text, std::size_t at) {
  const std::size_t last = std::min(text.size(), at + kLongestAddress);
  const std::size_t first = at;
  for (; at < last && !ends_address(text[at]); ++at) {
    const char byte = text[at];
    std::size_t number = at + 1;
    if (byte == '!' && (stands_at(text, at, "!3d") || stands_at(text, at, "!2d")))
      number = at + 3;
    else if (byte == 'p' && stands_at(text, at, "point."))
      number = at + 6;
    else if (byte == 'm' && at > first + 4 && stands_at(text, at, "maps/"))
      return std::nullopt;  // looked at on its own
    else if (stands_at(text, at, "%40"))
      number = at + 3;
    else if (byte != '@' && byte != '=' && byte != '/' && byte != ':' && byte != ',' &&
             byte != '?' && byte != '#')
      continue;
    if (auto geometry = pair_at(text, number)) return geometry;
  }
  return std::nullopt;
}

}  // namespace mig::secrets
