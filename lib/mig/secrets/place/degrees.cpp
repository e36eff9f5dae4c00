#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "mig/secrets/character.hpp"
#include "mig/secrets/place/forms.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kBetween = 28;  // bytes between the two angles: ", ", " / lon: "
constexpr int kFine = 3;
constexpr int kMinuteDecimals = 2;  // what a minute tells is below a hundredth of a degree
constexpr int kSecondDecimals = 4;

using Signs = std::span<const std::string_view>;
constexpr auto kDegreeSigns =
    std::to_array<std::string_view>({"\xc2\xb0", "\xc2\xba", "\xcb\x9a", "&deg;", "\\u00b0", "deg.",
                                     "degrees", "deg", "\xe2\x97\xa6", "&#176;", "grad", "d"});
constexpr auto kMinuteSigns = std::to_array<std::string_view>(
    {"'", "\xe2\x80\xb2", "\xe2\x80\x99", "\xc2\xb4", "\xca\xb9", "&prime;", "&#39;", "minutes",
     "min", "m", "\\u2032", "\xe2\x80\x98", "`"});
constexpr auto kSecondSigns = std::to_array<std::string_view>(
    {"\"", "\\\"", "''", "\xe2\x80\xb3", "\xe2\x80\x9d", "\xca\xba", "&quot;", "&Prime;",
     "\xc2\xb4\xc2\xb4", "\xe2\x80\xb2\xe2\x80\xb2", "\xe2\x80\x99\xe2\x80\x99", "\xe2\x80\x9c",
     "``", "seconds", "secs", "sec", "s", "\\u2033"});

// Behind one of the signs, blanks before it allowed; 0 when none stands there.
std::size_t behind_sign(std::string_view text, std::size_t at, Signs signs) {
  while (at_or_nul(text, at) == ' ') ++at;
  for (std::string_view sign : signs)
    if (stands_at(text, at, sign)) return at + sign.size();
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

// A number whose point may be a comma, where at least two digits follow it.
std::optional<Number> read_part(std::string_view text, std::size_t at) {
  auto number = read_number_with_unit(text, at);
  if (!number || number->decimals != 0 || at_or_nul(text, number->end) != ',') return number;
  const auto fraction = read_number_with_unit(text, number->end + 1);
  const std::size_t digits = fraction ? fraction->end - fraction->begin : 0;
  const bool is_fraction = digits >= 1 && digits <= 12 && fraction->decimals == 0 &&
                           is_digit(text[fraction->begin]) && (digits >= 3 || number->value < 60);
  if (!is_fraction) return number;
  const double sign = std::signbit(number->value) ? -1 : 1;
  number->value += sign * fraction->value / std::pow(10.0, static_cast<double>(digits));
  number->decimals = static_cast<int>(digits);
  number->end = fraction->end;
  return number;
}

// A letter that stands alone, or the word for it; `end` is moved behind it.
char hemisphere_at(std::string_view text, std::size_t at, std::size_t& end) {
  const char byte = at_or_nul(text, at);
  end = at + 1;
  for (std::string_view word : {"north", "south", "east", "west"})
    if (stands_at(text, at, word) && !is_letter(at_or_nul(text, at + word.size()))) {
      end = at + word.size();
      return word[0];
    }
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
  const auto minutes = read_part(text, next);
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
  const auto seconds = read_part(text, next);
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
  const auto degrees = read_part(text, at);
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
    std::size_t behind = letter;
    angle.hemisphere = hemisphere_at(text, letter, behind);
    if (angle.hemisphere != 0) {
      angle.number.end = behind;
    } else if (angle.has_minutes && text[end - 1] == 'S') {
      angle.hemisphere = 's';  // was taken for the sign of a second
    }
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

// Where the groups of digits before a letter begin, the nearest first: 56 04 44.3 S.
std::size_t group_begins(std::string_view text, std::size_t letter,
                         std::array<std::size_t, 3>& begins) {
  constexpr std::string_view kSigns = " :-'\"`dmsegincu";
  std::size_t at = letter;
  std::size_t count = 0;
  while (count < begins.size()) {
    const std::size_t last = at;
    const auto is_sign = [&](char byte) {
      return kSigns.find(byte) != std::string_view::npos || is_high(byte);
    };
    while (at > 0 && last - at < 8 && is_sign(text[at - 1])) --at;
    const std::size_t end = at;
    while (at > 0 && end - at < 14 &&
           (is_digit(text[at - 1]) || text[at - 1] == '.' || text[at - 1] == ','))
      --at;
    while (at < end && !is_digit(text[at])) ++at;
    if (at == end) break;
    begins.at(count++) = at;
  }
  return count;
}

// Both halves fine, each with its letter, and one on each axis.
std::optional<Geometry> pair_of_bearings(std::string_view text, const Angle& first) {
  if (first.hemisphere != 'n' && first.hemisphere != 's') return std::nullopt;
  if (std::abs(first.number.value) > 90 || first.number.decimals < kFine) return std::nullopt;
  const auto second = read_next_angle(text, first.number.end, true);
  if (!second || !is_east_west(second->hemisphere) || second->number.decimals < kFine)
    return std::nullopt;
  return combine(first, second);
}

bool has_partner(std::string_view text, std::size_t at) {
  constexpr std::size_t kWindow = 40;
  const std::size_t last = std::min(text.size(), at + kWindow);
  for (; at < last && text[at] != '\n'; ++at)
    if (text[at] == 'E' || text[at] == 'W' || text[at] == 'O') return true;
  return false;
}

}  // namespace

std::optional<Geometry> read_bearings(std::string_view text, std::size_t letter) {
  if (!has_partner(text, letter + 1)) return std::nullopt;
  std::array<std::size_t, 3> begins{};
  for (std::size_t count = group_begins(text, letter, begins); count > 0; --count) {
    const std::size_t begin = begins.at(count - 1);
    if (begin > 0 && (is_digit(text[begin - 1]) || is_letter(text[begin - 1]))) continue;
    const auto first = read_angle_at(text, begin, true, begin);
    if (!first || first->number.end != letter + 1) continue;
    // A time of day, and the letter of something else.
    const bool is_time = text[letter - 1] == ' ' &&
                         text.substr(begin, letter - begin).find(':') != std::string_view::npos &&
                         first->number.decimals == kSecondDecimals;
    if (is_time) continue;
    if (auto geometry = pair_of_bearings(text, *first)) return geometry;
  }
  std::size_t at = letter + 1;
  if (at_or_nul(text, at) == ' ') ++at;
  if (!is_digit(at_or_nul(text, at))) return std::nullopt;
  const auto first = read_angle_at(text, at, true, letter);
  return first ? pair_of_bearings(text, *first) : std::nullopt;
}

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
