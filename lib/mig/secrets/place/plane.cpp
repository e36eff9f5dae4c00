#include <algorithm>
#include <array>
#include <string>

#include "mig/secrets/character.hpp"
#include "mig/secrets/place/forms.hpp"
#include "mig/secrets/place/labels.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr int kUnknownPlane = 999999;

/// A grid of lengths that a survey uses, by what it is called in front of the numbers.
struct Plane {
  std::string_view name;
  int srid = kUnknownPlane;
  double least_first = 1e5;
  double most_first = 1e7;
  double least_second = 1e3;
  double most_second = 1e7;
};

constexpr std::array kPlanes = {
    Plane{"lv95", 2056, 2.4e6, 2.9e6, 1.0e6, 1.4e6},
    Plane{"ch1903+", 2056, 2.4e6, 2.9e6, 1.0e6, 1.4e6},
    Plane{"lv03", 21781, 4.5e5, 8.7e5, 5e4, 3.2e5},
    Plane{"ch1903", 21781, 4.5e5, 8.7e5, 5e4, 3.2e5},
    Plane{"rijksdriehoek", 28992, 1e3, 3e5, 2.9e5, 6.4e5},
    Plane{"rd new", 28992, 1e3, 3e5, 2.9e5, 6.4e5},
    Plane{"rd-co", 28992, 1e3, 3e5, 2.9e5, 6.4e5},
    Plane{"rd co", 28992, 1e3, 3e5, 2.9e5, 6.4e5},
    Plane{"rd ", 28992, 1e3, 3e5, 2.9e5, 6.4e5},
    Plane{"rd:", 28992, 1e3, 3e5, 2.9e5, 6.4e5},
    Plane{"gauss-kr", 31467, 2.2e6, 6e6, 5e6, 6.3e6},
    Plane{"gauss kr", 31467, 2.2e6, 6e6, 5e6, 6.3e6},
    Plane{"gau\xc3\x9f-kr", 31467, 2.2e6, 6e6, 5e6, 6.3e6},
    Plane{"rechtswert", 31467, 1e5, 6e6, 5e6, 6.3e6},
    Plane{"rw", 31467, 2.2e6, 6e6, 5e6, 6.3e6},
    Plane{"lambert", 2154, 5e4, 1.3e6, 1e5, 7.2e6},
    Plane{"sweref", 3006, 2e5, 7.7e6, 2e5, 7.7e6},
    Plane{"irish transverse", 2157, 4e5, 8e5, 5e5, 1e6},
    Plane{"itm", 2157, 4e5, 8e5, 5e5, 1e6},
    Plane{"nztm", 2193, 1e6, 2.2e6, 4.7e6, 6.3e6},
    Plane{"osgb36", 27700, 1e3, 7e5, 1e3, 1.3e6},
    Plane{"etrs89", 25832, 1e5, 9e5, 3e6, 8e6},
    Plane{"easting"},
};

// One length, with its groups of thousands: 2'600'123.4.
std::optional<Number> length_at(std::string_view text, std::size_t at) {
  auto number = read_number_with_unit(text, at);
  if (!number || number->decimals != 0) return number;
  std::size_t next = number->end;
  const char group = at_or_nul(text, next);
  if (group != '\'' && group != ' ' && group != '\xe2') return number;
  const std::size_t width = group == '\xe2' ? 3 : 1;  // a typographic apostrophe
  const auto has_group = [&](std::size_t from) {
    const std::size_t first = from + width;
    return at_or_nul(text, from) == group && is_digit(at_or_nul(text, first)) &&
           is_digit(at_or_nul(text, first + 1)) && is_digit(at_or_nul(text, first + 2)) &&
           !is_digit(at_or_nul(text, first + 3));
  };
  for (int groups = 0; groups < 2 && has_group(next); ++groups) {
    const auto part = read_number_with_unit(text, next + width);
    if (!part) break;
    number->value = number->value * 1000 + part->value;
    number->decimals = part->decimals;
    number->zeros = part->zeros;
    number->end = next = part->end;
    if (part->decimals != 0) break;
  }
  return number;
}

std::optional<Number> with_sign(std::string_view text, std::optional<Number> number) {
  if (!number || number->begin == 0 || text[number->begin - 1] != '-') return number;
  if (number->begin > 1 && is_word_byte(text[number->begin - 2])) return number;
  number->value = -number->value;
  --number->begin;
  return number;
}

// The next number, behind at most `most` bytes of the same line that are no number.
std::optional<Number> next_length(std::string_view text, std::size_t at, std::size_t most) {
  const std::size_t last = std::min(text.size(), at + most);
  for (; at < last && text[at] != '\n'; ++at)
    if (is_digit(text[at]) && !(at > 0 && is_letter(text[at - 1]) && is_digit(text[at + 1]) == 0))
      return with_sign(text, length_at(text, at));
  return std::nullopt;
}

bool is_within(const Number& number, double least, double most) {
  return number.value >= least && number.value < most;
}

std::optional<Geometry> pair_of(const Number& first, const Number& second, int srid) {
  Geometry geometry;
  geometry.add(first, second);
  geometry.set_srid(srid);
  return geometry;
}

std::optional<Geometry> read_utm(std::string_view text, std::size_t at) {
  constexpr double kLeast = 1e5;
  constexpr double kMost = 1e6;
  constexpr double kPole = 1e7;
  const std::size_t last = std::min(text.size(), at + 12);
  while (at < last && !is_digit(text[at]) && text[at] != '\n') ++at;
  const auto zone = read_number_with_unit(text, at);
  if (!zone || zone->decimals != 0 || zone->value < 1 || zone->value > 60) return std::nullopt;
  const std::size_t next = skip_blanks(text, zone->end);
  const char band = folded(at_or_nul(text, next));
  const auto first = next_length(text, next, 16);
  if (!first || !is_within(*first, kLeast, kMost)) return std::nullopt;
  const auto second = next_length(text, first->end, 16);
  if (!second || !is_within(*second, 1000, kPole)) return std::nullopt;
  // "S" is the south of the world as often as the band of 32 to 40 degrees north.
  const bool is_band = is_letter(band) && !is_letter(at_or_nul(text, next + 1));
  const bool is_south = is_band && band < 'n';
  return pair_of(*first, *second, (is_south ? 32700 : 32600) + static_cast<int>(zone->value));
}

std::optional<Geometry> read_named(std::string_view text, std::size_t at, const Plane& plane) {
  constexpr std::size_t kBefore = 28;
  std::size_t from = at + plane.name.size();
  // "Lambert 93", "SWEREF99 TM", "GK3": digits of the name.
  for (int skipped = 0; skipped < 3; ++skipped) {
    const auto first = next_length(text, from, kBefore);
    if (!first) return std::nullopt;
    const bool fits = is_within(*first, plane.least_first, plane.most_first);
    if (!fits && first->value < 1000) {
      from = first->end;
      continue;
    }
    const auto second = fits ? next_length(text, first->end, kBefore) : std::nullopt;
    if (!second || !is_within(*second, plane.least_second, plane.most_second)) return std::nullopt;
    const std::string_view between = text.substr(first->end, second->begin - first->end);
    const bool swapped =
        contains_folded(between, "e") && !contains_folded(between, "me") && plane.name == "sweref";
    return swapped ? pair_of(*second, *first, plane.srid) : pair_of(*first, *second, plane.srid);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Geometry> read_plane(std::string_view text, std::size_t at) {
  if (at > 0 && is_letter(text[at - 1])) return std::nullopt;
  if (stands_at(text, at, "utm")) return read_utm(text, at + 3);
  for (const Plane& plane : kPlanes)
    if (stands_at(text, at, plane.name)) return read_named(text, at, plane);
  return std::nullopt;
}

std::optional<Geometry> read_zone(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  if (begin > 0 && is_digit(text[begin - 1])) --begin;
  if (begin > 0 && is_word_byte(text[begin - 1])) return std::nullopt;
  return read_utm(text, begin);
}

// E 468452 N 5789051 (EPSG:25833): the system is named behind.
std::optional<Geometry> read_before_system(std::string_view text, std::size_t at) {
  constexpr std::size_t kWindow = 48;
  constexpr std::size_t kToNumber = 36;  // "spatialReference": {"wkid": 4326}
  const auto system = next_length(text, at, kToNumber);
  if (!system || system->value < 2000) return std::nullopt;
  const std::size_t limit = at > kWindow ? at - kWindow : 0;
  std::size_t from = limit;
  for (std::size_t i = at; i > limit; --i)
    if (text[i - 1] == '\n') {
      from = i;
      break;
    }
  const std::string_view before = text.substr(0, at);
  while (from < at && from > 0 && is_word_byte(text[from - 1]) && is_word_byte(text[from])) ++from;
  for (int tries = 0; tries < 3; ++tries) {
    const auto first = next_length(before, from, kWindow);
    if (!first) return std::nullopt;
    const auto second = next_length(before, first->end, 12);
    if (!second) return std::nullopt;
    const bool are_lengths = is_within(*first, 1e4, 1e7) && is_within(*second, 1e4, 1e7);
    const bool are_degrees = first->decimals > 2 && second->decimals > 2 && first->value <= 180;
    if (are_lengths || are_degrees)
      return pair_of(*first, *second, static_cast<int>(system->value));
    from = first->end;
  }
  return std::nullopt;
}

}  // namespace mig::secrets
