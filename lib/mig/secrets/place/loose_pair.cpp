#include <algorithm>
#include <array>
#include <cmath>

#include "mig/secrets/character.hpp"
#include "mig/secrets/place/forms.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kBetween = 32;
constexpr int kFine = 4;

// Words between the halves of a pair; those with `says` tell that it is one.
struct Between {
  std::string_view word;
  bool says = true;
};
constexpr std::array kWords = {
    Between{"longitude"},  Between{"longitud"},   Between{"long"},      Between{"lon"},
    Between{"lng"},        Between{"latitude"},   Between{"lat"},       Between{"north"},
    Between{"south"},      Between{"east"},       Between{"west"},      Between{"by", false},
    Between{"deg", false}, Between{"x", false},   Between{"y", false},  Between{"degrees", false},
    Between{"of", false},  Between{"and", false}, Between{"is", false}, Between{"the", false}};

// Behind what may stand between the halves, where the second number begins; `at` when none does.
std::size_t skip_between(std::string_view text, std::size_t at, bool& said) {
  constexpr std::string_view kSigns = " \t,;/|\"'()[]=:.&";
  const std::size_t first = at;
  const std::size_t last = std::min(text.size(), at + kBetween);
  while (at < last) {
    const char byte = text[at];
    const bool is_signed = (byte == '-' || byte == '+') && is_digit(at_or_nul(text, at + 1));
    if (is_digit(byte) || is_signed) return at;
    if (kSigns.find(byte) != std::string_view::npos || is_high(byte)) {
      ++at;
      continue;
    }
    if (!is_letter(byte)) return first;
    std::size_t end = at;
    while (end < last && is_letter(text[end])) ++end;
    const auto word = std::find_if(kWords.begin(), kWords.end(), [&](const Between& between) {
      return between.word.size() == end - at && stands_at(text, at, between.word);
    });
    if (word == kWords.end()) return first;
    said = said || word->says;
    at = end;
  }
  return first;
}

// The letter of a hemisphere right behind a number, or its sign of a degree.
bool is_negative(std::string_view text, std::size_t end) {
  for (int skipped = 0; skipped < 3; ++skipped, ++end) {
    const char byte = at_or_nul(text, end);
    if (byte == 'S' || byte == 'W') return !is_letter(at_or_nul(text, end + 1));
    if (byte != ' ' && static_cast<unsigned char>(byte) < 0x80U) return false;
  }
  return false;
}

struct Alias {
  Number number;
  std::size_t end = 0;
};

// The number in front of ` AS name`, casts between them skipped.
std::optional<Alias> alias_at(std::string_view text, std::size_t as, bool is_latitude) {
  constexpr std::string_view kAs = " as ";
  if (!stands_at(text, as, kAs)) return std::nullopt;
  std::size_t name = as + kAs.size();
  while (at_or_nul(text, name) == '"' || at_or_nul(text, name) == '`') ++name;
  const bool fits = is_latitude ? stands_at(text, name, "lat")
                                : stands_at(text, name, "lon") || stands_at(text, name, "lng");
  if (!fits) return std::nullopt;
  std::size_t begin = as;
  const std::size_t limit = as > 40 ? as - 40 : 0;
  const auto cast = text.substr(limit, as - limit).rfind("::");
  if (cast != std::string_view::npos) begin = limit + cast;
  const std::size_t end = begin;
  while (begin > limit && (is_digit(text[begin - 1]) || text[begin - 1] == '.')) --begin;
  if (begin > limit && text[begin - 1] == '-') --begin;
  const auto number = read_number(text, begin);
  if (!number || number->end != end) return std::nullopt;
  return Alias{*number, name};
}

}  // namespace

std::optional<Geometry> read_loose_pair(std::string_view text, std::size_t at, bool& said) {
  auto first = read_number_with_unit(text, at);
  if (!first || first->decimals < kFine) return std::nullopt;
  said = false;
  std::size_t next = skip_between(text, first->end, said);
  // +44.9183-071.4235/ of ISO 6709.
  if (next == first->end && (at_or_nul(text, next) != '-' && at_or_nul(text, next) != '+'))
    return std::nullopt;
  auto second = read_number_with_unit(text, next);
  if (!second || second->decimals < kFine) return std::nullopt;
  if (is_letter(at_or_nul(text, second->end)) && is_letter(at_or_nul(text, second->end + 1)))
    return std::nullopt;
  const std::size_t behind = skip_blanks(text, second->end);
  const char comma = at_or_nul(text, behind);
  if ((comma == ',' || comma == '|') && is_digit(at_or_nul(text, skip_blanks(text, behind + 1))))
    return std::nullopt;
  if (is_negative(text, first->end)) first->value = -std::abs(first->value);
  if (is_negative(text, second->end)) second->value = -std::abs(second->value);
  Geometry geometry(AxisOrder::latitude_first);
  geometry.add(*first, *second);
  return geometry;
}

std::optional<Geometry> read_aliases(std::string_view text, std::size_t as) {
  constexpr std::size_t kWindow = 80;
  const auto latitude = alias_at(text, as, true);
  if (!latitude) return std::nullopt;
  const std::size_t first = as > kWindow ? as - kWindow : 0;
  const std::size_t last = std::min(text.size(), as + kWindow);
  for (std::size_t at = first; at < last; ++at) {
    if (text[at] != ' ') continue;
    const auto longitude = alias_at(text, at, false);
    if (!longitude) continue;
    Geometry geometry(AxisOrder::latitude_first);
    geometry.add(latitude->number, longitude->number);
    return geometry;
  }
  return std::nullopt;
}

}  // namespace mig::secrets
