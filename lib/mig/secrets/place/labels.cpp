#include "mig/secrets/place/labels.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "mig/secrets/character.hpp"
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
  if (grid == Grid::what3words) return byte == '.' || is_high(byte);
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

namespace {

bool look_for_value(std::string_view text, std::size_t at, Grid grid, Detections& found) {
  constexpr std::string_view kBetween = " \t:=>'\"(`\\[";
  const std::size_t last = std::min(text.size(), at + 16);
  const auto skip = [&] {
    while (at < last && kBetween.find(text[at]) != std::string_view::npos) ++at;
  };
  skip();
  for (std::string_view word : {"like ", "ilike ", "in ", "in("})
    if (stands_at(text, at, word)) at += word.size();
  skip();
  std::size_t end = at;
  while (end < text.size() && end - at < kLongestValue && is_value_byte(text[end], grid)) ++end;
  const std::string_view candidate = text.substr(at, end - at);
  // A grid reference without more words may be one of a national survey.
  return add_longest(grid, candidate, at, found) ||
         (grid == Grid::mgrs && add_longest(Grid::national, candidate, at, found));
}

}  // namespace

void look_at_label(std::string_view text, Hit hit, Detections& found) {
  const Word word = word_around(text, hit.begin);
  std::size_t at = std::max<std::size_t>(word.end, hit.end);
  if (hit.begin != word.begin && is_letter(text[hit.begin]) && is_letter(text[hit.begin - 1]) &&
      text[hit.begin] == 'h')
    return;  // h3 at the end of another word
  const auto grid = grid_of_name(lowered(text.substr(
      word.begin, std::min(kLongestLabel, std::max(word.end, std::size_t{hit.end}) - word.begin))));
  if (!grid) return;
  if (look_for_value(text, word.end, *grid, found) || at >= text.size()) return;
  if (is_word_byte(text[at])) at = word_around(text, at).end;
  if (at > word.end) look_for_value(text, at, *grid, found);
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
  const bool is_address = text[hit.begin] != '/';  // w3w.co/, what3words.com/
  if (!is_address && hit.begin > 0 && (text[hit.begin - 1] == ':' || text[hit.begin - 1] == '/'))
    return;
  std::size_t end = hit.end;
  while (end < text.size() && end - hit.end < kLongestValue &&
         is_value_byte(text[end], Grid::what3words))
    ++end;
  if (at_or_nul(text, end) == '/' || at_or_nul(text, end) == '(') return;
  if (end > hit.end && text[end - 1] == '.') --end;
  add_grid(Grid::what3words, text.substr(hit.end, end - hit.end), hit.end, found);
}

void look_at_code_address(std::string_view text, Hit hit, Detections& found) {
  std::size_t end = hit.end;
  while (end < text.size() && end - hit.end < kLongestValue &&
         is_value_byte(text[end], Grid::plus_code))
    ++end;
  add_grid(Grid::plus_code, text.substr(hit.end, end - hit.end), hit.end, found);
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
