#include <algorithm>
#include <array>
#include <cmath>

#include "mig/secrets/character.hpp"
#include "mig/secrets/place/forms.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kPartnerWindow = 200;
constexpr int kFine = 4;
constexpr unsigned kDeepest = 8;

bool is_quote_or_escape(char byte) {
  return is_quote_or_tick(byte) || byte == '\\';
}

std::size_t skip_quotes(std::string_view text, std::size_t at) {
  for (int taken = 0; taken < 4 && is_quote_or_escape(at_or_nul(text, at)); ++taken) ++at;
  return at;
}

// A key begins at `at`: no letter belongs to it before, or the case changes (startLat).
bool begins_part(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const char before = text[at - 1];
  if (!is_letter(before)) return true;
  const char behind = at_or_nul(text, at + 1);
  const bool is_capital = is_upper(text[at]);
  return is_capital && (is_lower(before) || is_lower(behind));
}

// Behind blanks and a word instead of a sign: `lat 44.91`, `lat. 44.91`, `latitude of 44.91`,
// `v_lat numeric := 44.91`.
std::optional<Number> read_apart(std::string_view text, std::size_t key_end) {
  std::size_t at = key_end;
  if (at_or_nul(text, at) == '.') ++at;
  if (at_or_nul(text, at) != ' ') return std::nullopt;
  ++at;
  if (is_letter(at_or_nul(text, at))) {
    constexpr std::size_t kLongestType = 24;
    const bool is_word = stands_at(text, at, "of ") || stands_at(text, at, "is ");
    const std::size_t first = at;
    while (at - first < kLongestType && text.size() > at && text[at] != ':' && text[at] != '\n' &&
           !(is_word && at - first == 3))
      ++at;
    if (!is_word) {
      if (at_or_nul(text, at) != ':' || at_or_nul(text, at + 1) != '=') return std::nullopt;
      at = skip_blanks(text, at + 2);
    }
  }
  const auto number = read_number_with_unit(text, at);
  if (!number || number->decimals < kFine || is_word_byte(at_or_nul(text, number->end)))
    return std::nullopt;
  return number;
}

/// An angle behind a key; degrees that are stored as whole numbers are scaled.
std::optional<Number> read_keyed(std::string_view text, std::size_t key_end) {
  const auto at = value_behind(text, key_end);
  if (!at) return read_apart(text, key_end);
  auto number = read_number(text, skip_quotes(text, *at));
  if (!number) return std::nullopt;
  constexpr std::string_view kScaled = "e7";
  if (key_end >= kScaled.size() && stands_at(text, key_end - kScaled.size(), kScaled) &&
      number->decimals == 0) {
    number->value /= 1e7;
    number->decimals = std::max(0, 7 - number->zeros);
  }
  return number;
}

std::size_t word_end(std::string_view text, std::size_t at) {
  for (std::size_t taken = 0; taken < 16 && is_word_byte(at_or_nul(text, at)); ++taken) ++at;
  return at;
}

/// The longitude whose key begins at `at`, if one does.
std::optional<Number> longitude_at(std::string_view text, std::size_t at) {
  if (folded(at_or_nul(text, at)) != 'l' || !begins_part(text, at)) return std::nullopt;
  static constexpr auto kNames =
      std::to_array<std::string_view>({"longitude", "long", "lng", "lon"});
  for (std::string_view name : kNames)
    if (stands_at(text, at, name)) return read_keyed(text, word_end(text, at + name.size()));
  return std::nullopt;
}

std::optional<Number> find_longitude(std::string_view text, std::size_t begin, std::size_t end) {
  const std::size_t last = std::min(text.size(), end + kPartnerWindow);
  for (std::size_t at = end; at < last && text[at] != '}'; ++at)
    if (folded(text[at]) != 'l')
      continue;
    else if (auto number = longitude_at(text, at))
      return number;
  const std::size_t first = begin > kPartnerWindow ? begin - kPartnerWindow : 0;
  for (std::size_t at = begin; at > first && text[at - 1] != '}'; --at) {
    if (folded(text[at - 1]) != 'l') continue;
    auto number = longitude_at(text, at - 1);
    if (number && number->end <= begin) return number;
  }
  return std::nullopt;
}

// Numbers within nested brackets: each innermost list is one position.
std::optional<Geometry> read_nested(std::string_view text, std::size_t at) {
  Geometry geometry;
  std::array<Number, 2> pair{};
  std::size_t in_list = 0;
  unsigned depth = 0;
  for (; at < text.size(); ++at) {
    const char byte = text[at];
    if (byte == '[') {
      if (++depth > kDeepest) break;
      in_list = 0;
    } else if (byte == ']') {
      if (--depth == 0) break;
    } else if (byte == '-' || byte == '+' || is_digit(byte)) {
      const auto number = read_number(text, at);
      if (!number) break;
      if (in_list < 2) pair.at(in_list) = *number;
      if (++in_list == 2) geometry.add(pair[0], pair[1]);
      at = number->end - 1;
    } else if (byte != ',' && !is_space(byte) && !is_quote_or_escape(byte)) {
      break;
    }
  }
  return geometry.empty() ? std::nullopt : std::optional(geometry);
}

// `x,y,z x,y,z` of KML, `lat lon lat lon` of GML, `- x\n- y` of YAML.
std::optional<Geometry> read_flat(std::string_view text, std::size_t at, AxisOrder order) {
  Geometry geometry(order);
  while (at < text.size()) {
    at = skip_blanks(text, at);
    if (at_or_nul(text, at) == '-' && at_or_nul(text, at + 1) == ' ')
      at = skip_blanks(text, at + 1);
    const auto first = read_number(text, at);
    if (!first) break;
    at = skip_blanks(text, first->end);
    if (at_or_nul(text, at) == ',') at = skip_blanks(text, at + 1);
    if (at_or_nul(text, at) == '-' && at_or_nul(text, at + 1) == ' ')
      at = skip_blanks(text, at + 1);
    const auto second = read_number(text, at);
    if (!second) break;
    geometry.add(*first, *second);
    at = second->end;
    if (at_or_nul(text, at) == ',') {  // a height
      const auto height = read_number(text, at + 1);
      if (height) at = height->end;
    }
  }
  return geometry.empty() ? std::nullopt : std::optional(geometry);
}

}  // namespace

std::optional<std::size_t> value_behind(std::string_view text, std::size_t at) {
  for (int taken = 0; taken < 4; ++taken, ++at) {
    const char byte = at_or_nul(text, at);
    if (!is_quote_or_escape(byte) && byte != ']') break;
  }
  const std::size_t separator = at;
  for (int taken = 0; taken < 4 && (at_or_nul(text, at) == ' ' || at_or_nul(text, at) == '\t');)
    ++at, ++taken;
  if (at > separator && stands_at(text, at, "between ")) return skip_blanks(text, at + 8);
  const char byte = at_or_nul(text, at);
  if (byte != ':' && byte != '=' && byte != '>') return std::nullopt;
  ++at;
  if (at_or_nul(text, at) == '=' || at_or_nul(text, at) == '>') ++at;
  for (int taken = 0; taken < 16 && is_space(at_or_nul(text, at)); ++taken) ++at;
  return at;
}

std::optional<Geometry> read_coordinates(std::string_view text, std::size_t at, AxisOrder order) {
  const auto value = value_behind(text, at);
  if (!value) return std::nullopt;
  const std::size_t first = skip_quotes(text, *value);
  if (at_or_nul(text, first) == '[') return read_nested(text, first);
  if (first != *value || at_or_nul(text, first) == '(') {
    const std::size_t open = at_or_nul(text, first) == '(' ? first + 1 : first;
    return read_pair(text, open, AxisOrder::latitude_first);
  }
  return read_flat(text, first, order);
}

std::optional<Geometry> read_list_key(std::string_view text, std::size_t key_end) {
  const auto value = value_behind(text, key_end);
  if (!value || at_or_nul(text, *value) != '[') return std::nullopt;
  auto geometry = read_nested(text, *value);
  if (!geometry) return std::nullopt;
  const auto points = geometry->points();
  const bool is_fine = std::any_of(points.begin(), points.end(),
                                   [](const Point& point) { return point.decimals >= kFine; });
  return is_fine ? std::move(geometry) : std::nullopt;
}

std::optional<Geometry> read_latitude_key(std::string_view text, const Word& word) {
  const auto latitude = read_keyed(text, word.end);
  if (!latitude || std::abs(latitude->value) > 90) return std::nullopt;
  const auto longitude = find_longitude(text, word.begin, latitude->end);
  Geometry geometry(AxisOrder::latitude_first);
  if (longitude) {
    if (longitude->decimals + latitude->decimals == 0) return std::nullopt;
    geometry.add(*latitude, *longitude);
    return geometry;
  }
  // A latitude alone still tells half of the place; a bound of a range does not.
  if (latitude->decimals < kFine) return std::nullopt;
  Number nothing;
  nothing.begin = nothing.end = latitude->end;
  geometry.add(*latitude, nothing);
  return geometry;
}

std::optional<Geometry> read_pair(std::string_view text, std::size_t at, AxisOrder order) {
  const auto first = read_number(text, skip_blanks(text, at));
  if (!first || first->decimals == 0) return std::nullopt;
  std::size_t next = skip_blanks(text, first->end);
  const bool has_comma = at_or_nul(text, next) == ',' || at_or_nul(text, next) == ';';
  if (has_comma) next = skip_blanks(text, next + 1);
  if (next == first->end || next - first->end > 8) return std::nullopt;
  const auto second = read_number(text, next);
  if (!second || second->decimals == 0) return std::nullopt;
  const std::size_t behind = skip_blanks(text, second->end);
  const bool goes_on = at_or_nul(text, behind) == ',' &&
                       read_number(text, skip_blanks(text, behind + 1)).has_value();
  if (goes_on) return std::nullopt;
  Geometry geometry(order);
  geometry.add(*first, *second);
  return geometry;
}

std::optional<Geometry> read_pair_key(std::string_view text, const Word& word) {
  static constexpr auto kWeak = std::to_array<std::string_view>(
      {"position", "center", "centre", "point", "pos", "loc", "pin", "left", "right"});
  const auto value = value_behind(text, word.end);
  if (!value) return std::nullopt;
  std::size_t at = skip_quotes(text, *value);
  const char open = at_or_nul(text, at);
  if (open == '[' || open == '(') at = skip_quotes(text, at + 1);
  const char first = at_or_nul(text, at);
  if (!is_digit(first) && first != '-' && first != '+') return std::nullopt;
  const bool is_weak = std::any_of(kWeak.begin(), kWeak.end(),
                                   [&](std::string_view name) { return word.ends_with(name); });
  const AxisOrder order = open == '[' ? AxisOrder::longitude_first : AxisOrder::latitude_first;
  auto geometry = read_pair(text, at, order);
  if (!geometry || !is_weak) return geometry;
  const auto points = geometry->points();
  if (points.empty() || points.front().decimals < kFine) return std::nullopt;
  return geometry;
}

}  // namespace mig::secrets
