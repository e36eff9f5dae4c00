#include "mig/secrets/place/wkt.hpp"

#include <algorithm>
#include <array>

#include "mig/secrets/character.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kLongestWord = 40;
constexpr unsigned kDeepest = 12;

constexpr auto kTypes = std::to_array<std::string_view>(
    {"point", "linestring", "polygon", "multipoint", "multilinestring", "multipolygon",
     "geometrycollection", "circularstring", "compoundcurve", "curvepolygon", "multicurve",
     "multisurface", "polyhedralsurface", "triangle", "box3d", "box2d", "box"});

bool is_type(const Word& word) {
  for (std::string_view type : kTypes) {
    if (word.text.size() < type.size() || word.text.size() > type.size() + 2) continue;
    if (!stands_at(word.text, 0, type)) continue;
    const std::string_view suffix = word.text.substr(type.size());
    if (suffix.empty() || lowered(suffix) == "z" || lowered(suffix) == "m" ||
        lowered(suffix) == "zm")
      return true;
  }
  return false;
}

// ` Z`, ` M`, ` ZM` between the type and the parenthesis.
std::size_t skip_dimensions(std::string_view text, std::size_t at) {
  std::size_t word = skip_blanks(text, at);
  if (word == at) return at;
  std::size_t end = word;
  if (folded(at_or_nul(text, end)) == 'z') ++end;
  if (folded(at_or_nul(text, end)) == 'm') ++end;
  if (end == word) return word;
  return is_letter(at_or_nul(text, end)) ? word : skip_blanks(text, end);
}

int srid_before(std::string_view text, std::size_t begin) {
  constexpr std::string_view kKey = "srid=";
  if (begin == 0) return 0;
  std::size_t at = begin - 1;
  if (text[at] != ';') return 0;
  std::size_t first = at;
  while (first > 0 && at - first < 7 && is_digit(text[first - 1])) --first;
  if (first < kKey.size() || !stands_at(text, first - kKey.size(), kKey)) return 0;
  int srid = 0;
  for (; first < at; ++first) srid = srid * 10 + (text[first] - '0');
  return srid;
}

// One position: two to four numbers with blanks between them. Answers where it ends.
std::optional<std::size_t> read_position(std::string_view text, std::size_t at,
                                         Geometry& geometry) {
  const auto x = read_number(text, at);
  if (!x) return std::nullopt;
  std::size_t next = skip_blanks(text, x->end);
  const auto y = next == x->end ? std::nullopt : read_number(text, next);
  if (!y) return std::nullopt;
  geometry.add(*x, *y);
  at = y->end;
  for (int more = 0; more < 2; ++more) {
    next = skip_blanks(text, at);
    const auto number = next == at ? std::nullopt : read_number(text, next);
    if (!number) break;
    at = number->end;
  }
  return at;
}

// A word inside a collection: a type of geometry, or EMPTY.
std::size_t skip_inner_word(std::string_view text, std::size_t at) {
  const std::size_t first = at;
  while (is_letter(at_or_nul(text, at)) && at - first < kLongestWord) ++at;
  return skip_dimensions(text, at);
}

}  // namespace

bool Word::is(std::string_view lower) const {
  return text.size() == lower.size() && stands_at(text, 0, lower);
}

bool Word::ends_with(std::string_view lower) const {
  return text.size() >= lower.size() && stands_at(text, text.size() - lower.size(), lower);
}

Word word_around(std::string_view text, std::size_t at) {
  Word word;
  word.begin = at;
  while (word.begin > 0 && at - word.begin < kLongestWord && is_word_byte(text[word.begin - 1]))
    --word.begin;
  word.end = at;
  while (word.end < text.size() && word.end - at < kLongestWord && is_word_byte(text[word.end]))
    ++word.end;
  word.text = text.substr(word.begin, word.end - word.begin);
  return word;
}

int srid_behind(std::string_view text, std::size_t at) {
  const std::size_t limit = std::min(text.size(), at + 80);
  bool has_comma = false;
  for (; at < limit; ++at) {
    const char byte = text[at];
    if (byte == ',') {
      if (has_comma) return 0;
      has_comma = true;
    } else if (is_digit(byte)) {
      if (!has_comma) return 0;
      const auto number = read_number(text, at);
      if (!number || number->decimals > 0 || number->value > 999999) return 0;
      return at_or_nul(text, skip_blanks(text, number->end)) == ')'
                 ? static_cast<int>(number->value)
                 : 0;
    } else if (has_comma ? !is_space(byte)
                         : !(is_letter(byte) || is_space(byte) || byte == ':' || byte == ')' ||
                             byte == '\'' || byte == '"')) {
      return 0;
    }
  }
  return 0;
}

std::optional<Geometry> read_wkt(std::string_view text, const Word& word) {
  if (!is_type(word)) return std::nullopt;
  std::size_t at = skip_dimensions(text, word.end);
  if (at_or_nul(text, at) != '(') return std::nullopt;
  Geometry geometry;
  unsigned depth = 0;
  while (at < text.size()) {
    at = skip_blanks(text, at);
    const char byte = at_or_nul(text, at);
    if (byte == '(') {
      if (++depth > kDeepest) break;
      ++at;
    } else if (byte == ')') {
      ++at;
      if (--depth == 0) break;
    } else if (byte == ',') {
      ++at;
    } else if (is_letter(byte)) {
      at = skip_inner_word(text, at);
    } else if (const auto next = read_position(text, at, geometry)) {
      at = *next;
    } else {
      break;
    }
  }
  if (geometry.empty()) return std::nullopt;
  geometry.set_srid(srid_before(text, word.begin));
  if (geometry.srid() == 0) geometry.set_srid(srid_behind(text, at));
  return geometry;
}

}  // namespace mig::secrets
