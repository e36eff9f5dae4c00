#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "mig/secrets/place/find_places.hpp"
#include "mig/secrets/place/forms.hpp"
#include "mig/secrets/place/labels.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr int kFine = 4;
constexpr int kFinest = 5;
constexpr std::size_t kContext = 80;

// A word near by that speaks of places.
bool speaks_of_places(std::string_view text, std::size_t at) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"lat", "coord", "gps", "site", "locat", "position", "situated", "burial", "wgs", "geo",
       "place", "found", "near", "marker", "pin ", "centroid"});
  const std::size_t first = at > kContext ? at - kContext : 0;
  std::string_view before = text.substr(first, at - first);
  const auto line = before.rfind('\n');
  if (line != std::string_view::npos) before = before.substr(line + 1);
  return std::any_of(kWords.begin(), kWords.end(),
                     [before](std::string_view word) { return contains_folded(before, word); });
}

// Part of a longer list of numbers: a matrix, a drawing, a series.
bool follows_number(std::string_view text, std::size_t at) {
  std::size_t i = at;
  while (i > 0 && at - i < 4 && (is_blank(text[i - 1]) || text[i - 1] == ',')) --i;
  return i != at && i > 0 && is_digit(text[i - 1]);
}

void look_at_decimal(std::string_view text, std::size_t point, Detections& found) {
  std::size_t begin = point;
  while (begin > 0 && point - begin < 4 && is_digit(text[begin - 1])) --begin;
  if (begin > 0 && (text[begin - 1] == '-' || text[begin - 1] == '+')) --begin;
  if (begin > 0 && (is_word_byte(text[begin - 1]) || text[begin - 1] == '.')) return;
  const auto geometry = read_pair(text, begin, AxisOrder::latitude_first);
  if (!geometry || is_covered(found, begin)) return;
  const auto first = read_number(text, begin);
  const auto points = geometry->points();
  if (points.empty() || !first) return;
  const Point& place = points.front();
  const std::string_view both = text.substr(geometry->begin(), geometry->end() - geometry->begin());
  const auto second = read_number(both, std::min(both.find_last_of(" ,;\t\n") + 1, both.size()));
  const int coarser = std::min(first->decimals, second ? second->decimals : 0);
  if (coarser < kFine || (std::abs(place.latitude) < 1 && std::abs(place.longitude) < 1)) return;
  const bool has_comma = both.find(',') != std::string_view::npos;
  const bool stands_alone = has_comma && coarser >= kFinest && !follows_number(text, begin);
  if (!stands_alone && !speaks_of_places(text, begin)) return;
  add_geometry(text, *geometry, "pair of coordinates", found, Confidence::medium);
}

void look_at_plus(std::string_view text, std::size_t plus, Detections& found) {
  constexpr std::size_t kBefore = 8;
  if (plus < kBefore || plus + 3 > text.size()) return;
  const std::size_t begin = plus - kBefore;
  if (begin > 0 && is_word_byte(text[begin - 1])) return;
  std::size_t end = plus + 1;
  while (end < text.size() && end - plus < 9 && is_word_byte(text[end])) ++end;
  const std::string_view value = text.substr(begin, end - begin);
  const bool has_lower =
      std::any_of(value.begin(), value.end(), [](char byte) { return byte >= 'a'; });
  if (!has_lower && end - plus >= 3) add_grid(Grid::plus_code, value, begin, found);
}

// 14SNH2083751234, 14S NH 20837 51234: `band` is the first letter.
void look_at_band(std::string_view text, std::size_t band, Detections& found) {
  if (band == 0 || !is_digit(text[band - 1])) return;
  std::size_t at = band + 1;
  const auto is_upper = [&](std::size_t i) {
    const char byte = at_or_nul(text, i);
    return byte >= 'A' && byte <= 'Z';
  };
  if (at_or_nul(text, at) == ' ') ++at;
  if (!is_upper(at) || !is_upper(at + 1)) return;
  at += 2;
  const bool is_grouped = at_or_nul(text, at) == ' ';
  std::size_t digits = 0;
  std::size_t end = at;
  for (; end < text.size() && end - at < 13; ++end) {
    if (is_digit(text[end]))
      ++digits;
    else if (text[end] != ' ')
      break;
  }
  while (end > at && text[end - 1] == ' ') --end;
  std::size_t begin = band - 1;
  if (begin > 0 && is_digit(text[begin - 1])) --begin;
  const bool stands_alone = (begin == 0 || !is_word_byte(text[begin - 1])) &&
                            (end == text.size() || !is_word_byte(text[end]));
  constexpr std::size_t kFull = 10;
  const bool is_enough =
      digits == kFull || ((is_grouped || speaks_of_places(text, begin)) && digits >= 6);
  if (stands_alone && is_enough && digits <= kFull)
    add_grid(Grid::mgrs, text.substr(begin, end - begin), begin, found);
}

enum class Trigger : std::uint8_t { none, point, plus, band };

constexpr std::array<Trigger, 256> kTriggers = [] {
  std::array<Trigger, 256> triggers{};
  triggers['.'] = Trigger::point;
  triggers['+'] = Trigger::plus;
  for (char band = 'C'; band <= 'X'; ++band)
    triggers[static_cast<unsigned char>(band)] = Trigger::band;
  return triggers;
}();

}  // namespace

void find_places_in_text(const Text& text, Detections& found) {
  const std::string_view bytes = text.bytes;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    switch (kTriggers[static_cast<unsigned char>(bytes[at])]) {
      case Trigger::none:
        break;
      case Trigger::point:
        if (at > 0 && is_digit(bytes[at - 1]) && is_digit(at_or_nul(bytes, at + kFine)))
          look_at_decimal(bytes, at, found);
        break;
      case Trigger::plus:
        look_at_plus(bytes, at, found);
        break;
      case Trigger::band:
        if (at > 0 && is_digit(bytes[at - 1])) look_at_band(bytes, at, found);
        break;
    }
  }
}

}  // namespace mig::secrets
