#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "mig/secrets/character.hpp"
#include "mig/secrets/place/find_places.hpp"
#include "mig/secrets/place/forms.hpp"
#include "mig/secrets/place/labels.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr int kFine = 4;
constexpr int kFinest = 5;
constexpr std::size_t kContext = 80;
constexpr std::size_t kBehind = 32;

// Whether a word that speaks of places begins at a position.
bool is_place_word(std::string_view text, std::size_t at) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"lat",      "lon",    "coord",    "gps",    "site",  "locat", "position",
       "situated", "burial", "wgs",      "geo",    "place", "found", "near",
       "marker",   "pin ",   "centroid", "center", "epsg",  "srid"});
  static constexpr std::string_view kFirst = "lcgspbwfnme";
  if (kFirst.find(folded(text[at])) == std::string_view::npos) return false;
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return stands_at(text, at, word); });
}

/// Searches one text from its beginning to its end. What words stand before a place is gathered
/// along the way, so that every byte is looked at once however many numbers follow it.
class PlaceSearch {
 public:
  PlaceSearch(std::string_view text, Detections& found) : text_(text), found_(found) {}

  void run();

 private:
  void look_at_decimal(std::size_t point);
  void look_at_pair(std::size_t begin, bool is_list);
  void look_at_plus(std::size_t plus);
  void look_at_short_code(std::size_t plus);
  void look_at_upper(std::size_t at);
  void look_at_band(std::size_t band);
  void look_at_square(std::size_t second);
  /// A word near by, on the same line or above it in a table, that speaks of places.
  bool speaks_of_places(std::size_t at);
  bool speaks_behind(std::size_t at) const;
  void add(const std::optional<Geometry>& geometry, std::string_view subject,
           Confidence confidence) {
    if (geometry) add_geometry(text_, *geometry, subject, found_, confidence);
  }

  std::string_view text_;
  Detections& found_;
  std::size_t gathered_ = 0;  ///< words before are known
  std::size_t word_ = 0;      ///< behind the begin of the last one; 0 without any
  std::size_t line_ = 0;      ///< where the line begins
  std::size_t paragraph_ = 0;
};

bool PlaceSearch::speaks_of_places(std::size_t at) {
  for (; gathered_ < at; ++gathered_) {
    const char byte = text_[gathered_];
    if (byte == '\n') {
      if (line_ == gathered_) paragraph_ = gathered_ + 1;
      line_ = gathered_ + 1;
    } else if (is_letter(byte) && is_place_word(text_, gathered_)) {
      word_ = gathered_ + 1;
    }
  }
  if (word_ > line_ && word_ + kContext > at) return true;
  return at_or_nul(text_, line_) == '|' && word_ > paragraph_;
}

bool PlaceSearch::speaks_behind(std::size_t at) const {
  const std::size_t last = std::min(text_.size(), at + kBehind);
  for (; at < last && text_[at] != '\n'; ++at)
    if (is_letter(text_[at]) && is_place_word(text_, at)) return true;
  return false;
}

// Digits before and behind a point, read as bytes: most numbers of a table end here.
void PlaceSearch::look_at_decimal(std::size_t point) {
  std::size_t begin = point;
  while (begin > 0 && point - begin < 4 && is_digit(text_[begin - 1])) --begin;
  if (point - begin > 3) return;
  std::size_t end = point + 1;
  while (end < text_.size() && end - point < 24 && is_digit(text_[end])) ++end;
  if (begin > 0 && (text_[begin - 1] == '-' || text_[begin - 1] == '+')) --begin;
  if (begin > 0 && (is_word_byte(text_[begin - 1]) || text_[begin - 1] == '.')) {
    const char before = text_[begin - 1];
    const bool is_prefix = before == 'N' || before == 'S' || before == 'E' || before == 'W';
    if (!is_prefix || (begin > 1 && is_word_byte(text_[begin - 2]))) return;
  }
  // Part of a longer list of numbers: a matrix, a drawing, a series.
  std::size_t before = begin;
  while (before > 0 && begin - before < 4 &&
         (is_space(text_[before - 1]) || text_[before - 1] == ','))
    --before;
  const bool is_list = before != begin && before > 0 && is_digit(text_[before - 1]);
  if (is_list && at_or_nul(text_, end) == ',' && !speaks_of_places(begin)) return;
  look_at_pair(begin, is_list);
}

void PlaceSearch::look_at_pair(std::size_t begin, bool is_list) {
  bool said = false;
  bool is_plain = true;
  auto geometry = read_pair(text_, begin, AxisOrder::latitude_first);
  if (!geometry) {
    geometry = read_loose_pair(text_, begin, said);
    is_plain = false;
  }
  if (!geometry || is_covered(found_, begin)) return;
  const auto first = read_number_with_unit(text_, begin);
  const auto points = geometry->points();
  if (points.empty() || !first) return;
  const Point& place = points.front();
  const std::string_view both =
      text_.substr(geometry->begin(), geometry->end() - geometry->begin());
  const auto second = read_number(both, std::min(both.find_last_of(" ,;\t\n") + 1, both.size()));
  const int coarser =
      is_plain ? std::min(first->decimals, second ? second->decimals : 0) : first->decimals;
  if (coarser < kFine || (std::abs(place.latitude) < 1 && std::abs(place.longitude) < 1)) return;
  const bool has_comma = both.find(',') != std::string_view::npos;
  const bool stands_alone = is_plain && has_comma && coarser >= kFinest && !is_list;
  if (!stands_alone && !speaks_of_places(begin) && !said && !speaks_behind(geometry->end())) return;
  if (said && !is_plain && !speaks_of_places(begin) && coarser < kFinest) return;
  add(geometry, "pair of coordinates", Confidence::medium);
}

void PlaceSearch::look_at_plus(std::size_t plus) {
  constexpr std::size_t kBefore = 8;
  if (plus + 3 > text_.size()) return;
  if (plus < kBefore || !is_word_byte(text_[plus - kBefore])) return look_at_short_code(plus);
  const std::size_t begin = plus - kBefore;
  if (begin > 0 && is_word_byte(text_[begin - 1])) return;
  std::size_t end = plus + 1;
  while (end < text_.size() && end - plus < 9 && is_word_byte(text_[end])) ++end;
  const std::string_view value = text_.substr(begin, end - begin);
  const bool has_lower =
      std::any_of(value.begin(), value.end(), [](char byte) { return byte >= 'a'; });
  if (has_lower || end - plus < 3 || !add_grid(Grid::plus_code, value, begin, found_))
    look_at_short_code(plus);
}

// WH9G+8H Berlin: the place that completes the code stands behind it.
void PlaceSearch::look_at_short_code(std::size_t plus) {
  constexpr std::size_t kBefore = 4;
  if (plus < kBefore) return;
  const std::size_t begin = plus - kBefore;
  if (begin > 0 && is_word_byte(text_[begin - 1])) return;
  std::size_t end = plus + 1;
  while (end < text_.size() && end - plus < 5 && (is_upper(text_[end]) || is_digit(text_[end])))
    ++end;
  if (end - plus < 3 || end - plus > 4) return;
  std::size_t town = end;
  if (at_or_nul(text_, town) == ',') ++town;
  if (at_or_nul(text_, town) != ' ' || !is_upper(at_or_nul(text_, town + 1))) return;
  const std::string_view value = text_.substr(begin, end - begin);
  const auto letters = std::count_if(value.begin(), value.end(), is_upper);
  const auto digits = std::count_if(value.begin(), value.end(), is_digit);
  if (letters >= 2 && digits >= 1 && letters + digits + 1 == static_cast<long>(value.size()))
    add_grid(Grid::plus_code, value, begin, found_);
}

void PlaceSearch::look_at_upper(std::size_t at) {
  const char byte = text_[at];
  const char before = at > 0 ? text_[at - 1] : ' ';
  const char behind = at_or_nul(text_, at + 1);
  if (is_digit(before) && byte >= 'C' && byte <= 'X') look_at_band(at);
  if (is_upper(before) && behind == ' ' && is_digit(at_or_nul(text_, at + 2))) look_at_square(at);
  if (before == ' ' && at > 1 && is_digit(text_[at - 2]) && behind == ' ' &&
      is_digit(at_or_nul(text_, at + 2)) && is_digit(at_or_nul(text_, at + 7)))
    add(read_zone(text_, at - 2), "easting and northing", Confidence::medium);
  const bool ends_unit = before == 's' || before == 'c' || before == 'm' || before == 'n';
  if ((byte == 'N' || byte == 'S') && (!is_letter(before) || ends_unit) && !is_letter(behind))
    add(read_bearings(text_, at), "pair of bearings", Confidence::medium);
}

// 14SNH2083751234, 14S NH 20837 51234: `band` is the first letter.
void PlaceSearch::look_at_band(std::size_t band) {
  std::size_t at = band + 1;
  if (at_or_nul(text_, at) == ' ') ++at;
  if (at == band + 2 && is_digit(at_or_nul(text_, at)) && is_digit(at_or_nul(text_, at + 5))) {
    add(read_zone(text_, band - 1), "easting and northing", Confidence::medium);
    return;
  }
  if (!is_upper(at_or_nul(text_, at)) || !is_upper(at_or_nul(text_, at + 1))) return;
  at += 2;
  const bool is_grouped = at_or_nul(text_, at) == ' ';
  std::size_t digits = 0;
  std::size_t end = at;
  for (; end < text_.size() && end - at < 13; ++end) {
    if (is_digit(text_[end]))
      ++digits;
    else if (text_[end] != ' ')
      break;
  }
  while (end > at && text_[end - 1] == ' ') --end;
  std::size_t begin = band - 1;
  if (begin > 0 && is_digit(text_[begin - 1])) --begin;
  const bool stands_alone = (begin == 0 || !is_word_byte(text_[begin - 1])) &&
                            (end == text_.size() || !is_word_byte(text_[end]));
  constexpr std::size_t kFull = 10;
  if (!stands_alone || digits > kFull || digits < 6) return;
  if (digits == kFull || is_grouped || speaks_of_places(begin))
    add_grid(Grid::mgrs, text_.substr(begin, end - begin), begin, found_);
}

// SU 38726 14812 of a national survey, where the line speaks of places.
void PlaceSearch::look_at_square(std::size_t second) {
  const std::size_t begin = second - 1;
  if (begin > 0 && is_word_byte(text_[begin - 1])) return;
  std::size_t end = second + 2;
  const auto skip_digits = [&] {
    const std::size_t first = end;
    while (end - first < 6 && is_digit(at_or_nul(text_, end))) ++end;
    return end - first;
  };
  const std::size_t easting = skip_digits();
  if (easting < 3 || easting > 5 || at_or_nul(text_, end) != ' ') return;
  ++end;
  if (skip_digits() != easting || is_word_byte(at_or_nul(text_, end))) return;
  if (speaks_of_places(begin) && !is_covered(found_, begin))
    add_grid(Grid::national, text_.substr(begin, end - begin), begin, found_);
}

enum class Trigger : std::uint8_t { none, point, plus, upper };

constexpr std::array<Trigger, 256> kTriggers = [] {
  std::array<Trigger, 256> triggers{};
  triggers['.'] = Trigger::point;
  triggers['+'] = Trigger::plus;
  for (char upper = 'A'; upper <= 'Z'; ++upper)
    triggers[static_cast<unsigned char>(upper)] = Trigger::upper;
  return triggers;
}();

void PlaceSearch::run() {
  for (std::size_t at = 0; at < text_.size(); ++at) {
    switch (kTriggers[static_cast<unsigned char>(text_[at])]) {
      case Trigger::none:
        break;
      case Trigger::point:
        if (at > 0 && is_digit(text_[at - 1]) && is_digit(at_or_nul(text_, at + kFine)))
          look_at_decimal(at);
        break;
      case Trigger::plus:
        look_at_plus(at);
        break;
      case Trigger::upper:
        look_at_upper(at);
        break;
    }
  }
}

}  // namespace

void find_places_in_text(const Text& text, Detections& found) {
  PlaceSearch(text.bytes, found).run();
}

}  // namespace mig::secrets
