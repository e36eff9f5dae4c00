#include "mig/secrets/place/labels.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "mig/secrets/place/forms.hpp"
#include "mig/secrets/place/projection.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kLongestLabel = 40;
constexpr std::size_t kLongestValue = 40;

bool is_value_byte(char byte, Grid grid) {
  if (is_letter(byte) || is_digit(byte)) return true;
  if (grid == Grid::plus_code) return byte == '+';
  if (grid == Grid::what3words) return byte == '.' || static_cast<unsigned char>(byte) >= 0x80U;
  return (grid == Grid::mgrs || grid == Grid::national) && byte == ' ';
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_digit);
}

// References may be written in groups, and prose may follow: the longest that is one.
bool add_longest(Grid grid, std::string_view candidate, std::size_t begin, Detections& found) {
  while (!candidate.empty()) {
    if (add_grid(grid, candidate, begin, found)) return true;
    const auto blank = candidate.rfind(' ');
    if (blank == std::string_view::npos) return false;
    candidate = candidate.substr(0, blank);
  }
  return false;
}

// A number behind `name` and what separates them, not far from `at`.
std::optional<Number> number_behind(std::string_view text, std::size_t at) {
  const std::size_t last = std::min(text.size(), at + 12);
  for (; at < last; ++at) {
    if (is_digit(text[at])) return read_number_with_unit(text, at);
    if (text[at] == '\n') break;
  }
  return std::nullopt;
}

bool are_on_plane(const Number& easting, const Number& northing) {
  return easting.value >= 1e5 && easting.value < 1e7 && northing.value >= 1000 &&
         northing.value <= 1e7;
}

std::optional<Geometry> read_utm(std::string_view text, std::size_t at) {
  const std::size_t last = std::min(text.size(), at + 12);
  while (at < last && !is_digit(text[at]) && text[at] != '\n') ++at;
  const auto zone = read_number_with_unit(text, at);
  if (!zone || zone->decimals != 0 || zone->value < 1 || zone->value > 60) return std::nullopt;
  std::size_t next = skip_blanks(text, zone->end);
  const char band = folded(at_or_nul(text, next));
  if (!is_letter(band)) return std::nullopt;
  const auto first = number_behind(text, next + 1);
  if (!first) return std::nullopt;
  const auto second = number_behind(text, first->end);
  if (!second || !are_on_plane(*first, *second)) return std::nullopt;
  // "S" is the south of the world as often as the band of 32 to 40 degrees north.
  const bool is_south = band < 'n';
  Geometry geometry;
  geometry.add(*first, *second);
  geometry.set_srid((is_south ? 32700 : 32600) + static_cast<int>(zone->value));
  return geometry;
}

}  // namespace

bool add_grid(Grid grid, std::string_view value, std::size_t begin, Detections& found) {
  if (value.size() > kLongestValue * 2) return false;
  if (grid == Grid::geohash && !has_digit(value)) return false;  // a word of prose
  const auto point = read_grid(grid, value);
  if (!point || point->decimals < 1) return false;
  Detection detection;
  detection.rule = kGridRule;
  detection.span = {static_cast<std::uint32_t>(begin),
                    static_cast<std::uint32_t>(begin + value.size())};
  detection.rank = rank::kText;
  detection.subject = std::string(title_of(grid));
  detection.value = std::string(value);
  detection.points.push_back(*point);
  found.push_back(std::move(detection));
  return true;
}

void look_at_label(std::string_view text, Hit hit, Detections& found) {
  const Word word = word_around(text, hit.begin);
  std::size_t at = std::max<std::size_t>(word.end, hit.end);
  if (hit.begin != word.begin && is_letter(text[hit.begin]) && is_letter(text[hit.begin - 1]) &&
      text[hit.begin] == 'h')
    return;  // h3 at the end of another word
  const auto grid = grid_of_name(lowered(text.substr(
      word.begin, std::min(kLongestLabel, std::max(word.end, std::size_t{hit.end}) - word.begin))));
  if (!grid) return;
  const std::size_t last = std::min(text.size(), at + 12);
  constexpr std::string_view kBetween = " \t:=>'\"(`\\[";
  if (at < last && is_word_byte(text[at])) at = word_around(text, at).end;
  while (at < last && kBetween.find(text[at]) != std::string_view::npos) ++at;
  std::size_t end = at;
  while (end < text.size() && end - at < kLongestValue && is_value_byte(text[end], *grid)) ++end;
  add_longest(*grid, text.substr(at, end - at), at, found);
}

void look_at_cell(std::string_view text, Hit hit, Detections& found) {
  constexpr std::size_t kDigits = 15;
  std::size_t begin = hit.begin;
  while (begin > 0 && hit.begin - begin <= kDigits + 1 && is_hex(text[begin - 1])) --begin;
  std::size_t end = hit.begin;
  while (end < text.size() && end - begin <= kDigits + 1 && is_hex(text[end])) ++end;
  if (end - begin != kDigits && end - begin != kDigits + 1) return;
  if (begin > 0 && is_word_byte(text[begin - 1]) && text[begin - 1] != 'x') return;
  if (end < text.size() && is_word_byte(text[end])) return;
  add_grid(Grid::h3, text.substr(begin, end - begin), begin, found);
}

void look_at_three_words(std::string_view text, Hit hit, Detections& found) {
  if (hit.begin > 0 && (text[hit.begin - 1] == ':' || text[hit.begin - 1] == '/')) return;
  std::size_t end = hit.end;
  while (end < text.size() && end - hit.end < kLongestValue &&
         is_value_byte(text[end], Grid::what3words))
    ++end;
  if (at_or_nul(text, end) == '/' || at_or_nul(text, end) == '(') return;
  if (end > hit.end && text[end - 1] == '.') --end;
  add_grid(Grid::what3words, text.substr(hit.end, end - hit.end), hit.end, found);
}

std::optional<Geometry> read_plane(std::string_view text, std::size_t at) {
  if (at > 0 && is_letter(text[at - 1])) return std::nullopt;
  if (stands_at(text, at, "utm")) return read_utm(text, at + 3);
  constexpr std::size_t kEasting = 7;
  const auto easting = number_behind(text, at + kEasting);
  if (!easting) return std::nullopt;
  const std::size_t last = std::min(text.size(), easting->end + 40);
  for (std::size_t i = easting->end; i < last; ++i) {
    if (!stands_at(text, i, "northing")) continue;
    const auto northing = number_behind(text, i + 8);
    if (!northing || !are_on_plane(*easting, *northing)) return std::nullopt;
    constexpr int kUnknownPlane = 999999;
    Geometry geometry;
    geometry.add(*easting, *northing);
    geometry.set_srid(kUnknownPlane);
    return geometry;
  }
  return std::nullopt;
}

std::optional<Geometry> read_ordinates(std::string_view text, std::size_t at) {
  at = skip_blanks(text, at);
  if (at_or_nul(text, at) != '(') return std::nullopt;
  Geometry geometry;
  while (at < text.size()) {
    const auto x = read_number(text, skip_blanks(text, at + 1));
    if (!x) break;
    const std::size_t comma = skip_blanks(text, x->end);
    if (at_or_nul(text, comma) != ',') break;
    const auto y = read_number(text, skip_blanks(text, comma + 1));
    if (!y) break;
    geometry.add(*x, *y);
    at = skip_blanks(text, y->end);
    if (at_or_nul(text, at) != ',') break;
  }
  return geometry.empty() ? std::nullopt : std::optional(geometry);
}

}  // namespace mig::secrets
