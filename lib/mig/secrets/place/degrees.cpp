#include <algorithm>
#include <array>
#include <cmath>

#include "mig/secrets/place/forms.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kBetween = 28;  // bytes between the two angles: ", ", " / lon: "
constexpr int kFine = 3;
constexpr int kMinuteDecimals = 2;  // what a minute tells is below a hundredth of a degree
constexpr int kSecondDecimals = 4;

using Signs = std::array<std::string_view, 12>;
constexpr Signs kDegreeSigns = {"\xc2\xb0", "\xc2\xba", "\xcb\x9a",     "&deg;",  "\\u00b0", "deg.",
                                "degrees",  "deg",      "\xe2\x97\xa6", "&#176;", "d",       ""};
constexpr Signs kMinuteSigns = {"'",        "\xe2\x80\xb2", "\xe2\x80\x99", "\xc2\xb4",
                                "\xca\xb9", "&prime;",      "&#39;",        "min",
                                "m",        "\\u2032",      "\xe2\x80\x98", "`"};
constexpr Signs kSecondSigns = {"\"",           "\\\"",     "''",     "\xe2\x80\xb3",
                                "\xe2\x80\x9d", "\xca\xba", "&quot;", "&Prime;",
                                "secs",         "sec",      "s",      "\\u2033"};

// Behind one of the signs, blanks before it allowed; 0 when none stands there.
std::size_t behind_sign(std::string_view text, std::size_t at, const Signs& signs) {
  while (at_or_nul(text, at) == ' ') ++at;
  for (std::string_view sign : signs)
    if (!sign.empty() && stands_at(text, at, sign)) return at + sign.size();
  return 0;
}

/// One angle as people write it.
struct Angle {
  Number number;        ///< in degrees, with all that was written
  char hemisphere = 0;  ///< n, s, e, w, or 0
  bool has_minutes = false;
};

bool is_hemisphere(char byte) {
  const char letter = folded(byte);
  return letter == 'n' || letter == 's' || letter == 'e' || letter == 'w' || letter == 'o';
}

// A letter that stands alone: not the first of a word.
char hemisphere_at(std::string_view text, std::size_t at) {
  const char byte = at_or_nul(text, at);
  return is_hemisphere(byte) && !is_letter(at_or_nul(text, at + 1)) ? folded(byte) : '\0';
}

// Minutes and seconds behind the degrees; `loose` takes blanks, colons and hyphens for signs.
std::size_t read_sixtieths(std::string_view text, std::size_t at, bool loose, Angle& angle) {
  const auto skip = [&](std::size_t from) {
    while (at_or_nul(text, from) == ' ' ||
           (loose && (at_or_nul(text, from) == ':' || at_or_nul(text, from) == '-')))
      ++from;
    return from;
  };
  double& degrees = angle.number.value;
  const double sign = std::signbit(degrees) ? -1 : 1;
  std::size_t next = skip(at);
  if (!is_digit(at_or_nul(text, next))) return at;
  const auto minutes = read_number_with_unit(text, next);
  if (!minutes || minutes->value >= 60 || angle.number.decimals > 0) return at;
  std::size_t end = behind_sign(text, minutes->end, kMinuteSigns);
  if (at_or_nul(text, end) == '\'' && end != 0) end = 0;  // two primes: seconds without minutes
  if (end == 0 && !loose) return at;
  if (end == 0) end = minutes->end;
  degrees += sign * minutes->value / 60;
  angle.has_minutes = true;
  angle.number.decimals = kMinuteDecimals + minutes->decimals;
  next = skip(end);
  if (!is_digit(at_or_nul(text, next))) return end;
  const auto seconds = read_number_with_unit(text, next);
  if (!seconds || seconds->value >= 60) return end;
  std::size_t close = behind_sign(text, seconds->end, kSecondSigns);
  if (close == 0 && !loose) return end;
  if (close == 0) close = seconds->end;
  degrees += sign * seconds->value / 3600;
  angle.number.decimals = kSecondDecimals + seconds->decimals;
  return close;
}

// The angle whose number begins at `at`. Without `loose` the sign of a degree must stand there.
std::optional<Angle> read_angle_at(std::string_view text, std::size_t at, bool loose,
                                   std::size_t first = 0) {
  const auto degrees = read_number_with_unit(text, at);
  if (!degrees || std::abs(degrees->value) > 180) return std::nullopt;
  Angle angle;
  angle.number = *degrees;
  std::size_t end = behind_sign(text, degrees->end, kDegreeSigns);
  const bool has_sign = end != 0;
  if (!has_sign && !loose) return std::nullopt;
  if (!has_sign) end = degrees->end;
  end = read_sixtieths(text, end, loose && !has_sign, angle);
  angle.number.end = end;
  std::size_t before = at;  // N 38°24', W98°45': the letter behind belongs to the next angle
  if (before > first && text[before - 1] == ' ') --before;
  if (before > first && is_hemisphere(text[before - 1]) &&
      (before == 1 || !is_letter(text[before - 2]))) {
    angle.hemisphere = folded(text[before - 1]);
    angle.number.begin = before - 1;
  } else {
    const std::size_t letter = at_or_nul(text, end) == ' ' ? end + 1 : end;
    angle.hemisphere = hemisphere_at(text, letter);
    if (angle.hemisphere != 0) angle.number.end = letter + 1;
  }
  if (angle.hemisphere == 's' || angle.hemisphere == 'w' || angle.hemisphere == 'o')
    angle.number.value = -std::abs(angle.number.value);
  return angle;
}

// The first number of the second angle.
std::optional<Angle> read_next_angle(std::string_view text, std::size_t from, bool loose) {
  const std::size_t last = std::min(text.size(), from + kBetween);
  for (std::size_t at = from; at < last && text[at] != '\n'; ++at) {
    const bool is_sign = (text[at] == '-' || text[at] == '+') && is_digit(at_or_nul(text, at + 1));
    if (is_digit(text[at]) || is_sign) return read_angle_at(text, at, loose, from);
  }
  return std::nullopt;
}

bool is_east_west(char hemisphere) {
  return hemisphere == 'e' || hemisphere == 'w' || hemisphere == 'o';
}

std::optional<Geometry> combine(const Angle& first, const std::optional<Angle>& second) {
  const bool swapped = is_east_west(first.hemisphere);
  Geometry geometry(swapped ? AxisOrder::longitude_first : AxisOrder::latitude_first);
  const bool are_pair = second && (first.hemisphere != 0) == (second->hemisphere != 0) &&
                        (first.hemisphere == 0 || swapped != is_east_west(second->hemisphere));
  if (are_pair) {
    const bool is_fine = first.has_minutes || second->has_minutes || first.hemisphere != 0 ||
                         (first.number.decimals >= kFine && second->number.decimals >= kFine);
    if (!is_fine) return std::nullopt;
    geometry.add(first.number, second->number);
    return geometry;
  }
  if (first.hemisphere == 0 || (!first.has_minutes && first.number.decimals < kFine))
    return std::nullopt;
  Number nothing;
  nothing.begin = nothing.end = first.number.end;
  geometry.add(first.number, nothing);
  return geometry;
}

}  // namespace

std::optional<Geometry> read_degrees(std::string_view text, std::size_t sign) {
  std::size_t begin = sign;
  while (begin > 0 && sign - begin < 2 && text[begin - 1] == ' ') --begin;
  const std::size_t limit = begin > 24 ? begin - 24 : 0;
  while (begin > limit && (is_digit(text[begin - 1]) || text[begin - 1] == '.')) --begin;
  if (begin > limit && (text[begin - 1] == '-' || text[begin - 1] == '+')) --begin;
  const auto first = read_angle_at(text, begin, false);
  if (!first) return std::nullopt;
  return combine(*first, read_next_angle(text, first->number.end, false));
}

std::optional<Geometry> read_degrees_value(std::string_view text) {
  constexpr std::size_t kLongest = 80;
  if (text.size() > kLongest) return std::nullopt;
  std::size_t at = 0;
  while (at < text.size() && !is_digit(text[at]) && text[at] != '-') ++at;
  const auto first = read_angle_at(text, at, true);
  if (!first || first->hemisphere == 0) return std::nullopt;
  const auto second = read_next_angle(text, first->number.end, true);
  return combine(*first, second);
}

std::optional<Number> read_angle(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  if (text.empty() || text.size() > kLongest) return std::nullopt;
  std::size_t at = 0;
  while (at < text.size() && (text[at] == ' ' || is_hemisphere(text[at]))) ++at;
  std::string spelled(text);
  // 38,412345: a comma for the point.
  const auto comma = spelled.find(',');
  if (comma != std::string::npos && spelled.find('.') == std::string::npos &&
      spelled.find(',', comma + 1) == std::string::npos)
    spelled[comma] = '.';
  const auto angle = read_angle_at(spelled, at, true);
  if (!angle || skip_blanks(spelled, angle->number.end) != spelled.size()) return std::nullopt;
  Number number = angle->number;
  number.begin = 0;
  number.end = text.size();
  return number;
}

}  // namespace mig::secrets
