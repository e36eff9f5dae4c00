#include "mig/secrets/place/grid.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "mig/secrets/character.hpp"
#include "mig/secrets/place/number.hpp"
#include "mig/secrets/place/projection.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr std::string_view kMgrsBands = "CDEFGHJKLMNPQRSTUVWX";
constexpr std::string_view kMgrsColumns = "ABCDEFGHJKLMNPQRSTUVWXYZ";
constexpr std::string_view kMgrsRows = "ABCDEFGHJKLMNPQRSTUV";
constexpr std::string_view kGeohashDigits = "0123456789bcdefghjkmnpqrstuvwxyz";
constexpr std::string_view kPlusDigits = "23456789cfghjmpqrvwx";

std::string without_blanks(std::string_view value) {
  std::string compact;
  for (char byte : value)
    if (byte != ' ' && byte != '-') compact += byte;
  return compact;
}

bool are_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_digit);
}

// 100 km squares repeat; the one whose latitude lies in the band is meant.
Point from_mgrs(int zone, std::string_view letters, double easting, double northing) {
  const auto band = kMgrsBands.find(raised(letters[0]));
  const auto column = kMgrsColumns.find(raised(letters[1]));
  const auto row = kMgrsRows.find(raised(letters[2]));
  const bool is_south = band < kMgrsBands.find('N');
  const double south_edge = -80.0 + 8.0 * static_cast<double>(band);
  const auto shift = zone % 2 == 0 ? 5U : 0U;
  const double base = static_cast<double>((row + 20 - shift) % 20) * 1e5 + northing;
  const double x = static_cast<double>(column % 8 + 1) * 1e5 + easting;
  Point best;
  double least = 1e9;
  for (int cycle = 0; cycle < 5; ++cycle) {
    const Point point = from_utm(zone, is_south, x, base + cycle * 2e6);
    const double distance = std::abs(point.latitude - south_edge - 4);
    if (distance < least) {
      least = distance;
      best = point;
    }
  }
  return best;
}

std::optional<Point> read_mgrs(std::string_view value) {
  constexpr std::size_t kLongest = 24;
  if (value.size() < 7 || value.size() > kLongest) return std::nullopt;
  const std::string text = without_blanks(value);
  const std::size_t zone_digits = text.size() > 1 && is_digit(text[1]) ? 2 : 1;
  if (text.size() < zone_digits + 5 || !is_digit(text[0])) return std::nullopt;
  const int zone = std::stoi(text.substr(0, zone_digits));
  const std::string_view letters = std::string_view(text).substr(zone_digits, 3);
  const std::string_view digits = std::string_view(text).substr(zone_digits + 3);
  if (zone < 1 || zone > 60 || digits.size() > 10 || digits.size() % 2 != 0 || !are_digits(digits))
    return std::nullopt;
  if (kMgrsBands.find(raised(letters[0])) == std::string_view::npos ||
      kMgrsColumns.find(raised(letters[1])) == std::string_view::npos ||
      kMgrsRows.find(raised(letters[2])) == std::string_view::npos)
    return std::nullopt;
  const std::size_t half = digits.size() / 2;
  const double unit = std::pow(10.0, 5.0 - static_cast<double>(half));
  Point point = from_mgrs(zone, letters, std::stod(std::string(digits.substr(0, half))) * unit,
                          std::stod(std::string(digits.substr(half))) * unit);
  point.decimals = static_cast<int>(half);
  return point;
}

std::optional<Point> read_geohash(std::string_view value) {
  if (value.size() < 5 || value.size() > 12) return std::nullopt;
  double low[2] = {-180, -90};
  double high[2] = {180, 90};
  unsigned axis = 0;
  for (char byte : value) {
    const auto digit = kGeohashDigits.find(folded(byte));
    if (digit == std::string_view::npos) return std::nullopt;
    for (int bit = 4; bit >= 0; --bit, axis ^= 1U) {
      const double middle = (low[axis] + high[axis]) / 2;
      ((digit >> static_cast<unsigned>(bit) & 1U) != 0 ? low : high)[axis] = middle;
    }
  }
  static constexpr std::array kDecimals = {0, 0, 0, 0, 0, 2, 3, 3, 4, 5, 5, 6, 7};
  return Point{(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, kDecimals.at(value.size())};
}

std::optional<Point> read_plus_code(std::string_view value) {
  const auto plus = value.find('+');
  if ((plus != 8 && plus != 4 && plus != 6) || value.size() > 20) return std::nullopt;
  const std::size_t behind = std::min(value.find(' '), value.size()) - plus - 1;
  if (behind == 1 || behind > 7) return std::nullopt;
  double steps[2] = {20, 20};
  Point point{-180, -90, 0};
  for (std::size_t i = 0, place = 0; i < plus + 1 + behind; ++i) {
    if (i == plus) continue;
    const auto digit = kPlusDigits.find(folded(value[i]));
    if (digit == std::string_view::npos) return std::nullopt;
    if (place < 10 && plus == 8) {
      const unsigned axis = place % 2 == 0 ? 1 : 0;
      (axis == 1 ? point.latitude : point.longitude) += static_cast<double>(digit) * steps[axis];
      steps[axis] /= 20;
    }
    ++place;
  }
  if (plus != 8) {  // a short code: near some town that is written beside it
    if (behind < 2) return std::nullopt;
    point = {};
  }
  point.decimals = behind == 0 ? 3 : behind == 2 ? 4 : 5;
  if (std::abs(point.latitude) > 90 || std::abs(point.longitude) > 180) return std::nullopt;
  return point;
}

// Three words of letters with dots between.
std::optional<Point> read_three_words(std::string_view value) {
  if (value.substr(0, 3) == "///") value.remove_prefix(3);
  constexpr std::size_t kLongest = 80;
  if (value.size() < 14 || value.size() > kLongest) return std::nullopt;
  std::size_t length = 0;
  int words = 0;
  for (std::size_t i = 0; i <= value.size(); ++i) {
    const char byte = at_or_nul(value, i);
    if (byte == '.' || i == value.size()) {
      if (length < 4) return std::nullopt;
      ++words;
      length = 0;
    } else if (is_lower(byte) || is_high(byte)) {
      ++length;
    } else {
      return std::nullopt;
    }
  }
  constexpr int kSquareDecimals = 5;
  if (words != 3) return std::nullopt;
  return Point{0, 0, kSquareDecimals};
}

std::optional<Point> read_maidenhead(std::string_view value) {
  if ((value.size() != 6 && value.size() != 8 && value.size() != 10)) return std::nullopt;
  Point point{-180, -90, 0};
  double width = 20;
  double height = 10;
  for (std::size_t i = 0; i < value.size(); i += 2) {
    const bool are_letters = i / 2 % 2 == 0;
    const char most = i == 0 ? 'r' : 'x';
    for (const char byte : {folded(value[i]), folded(value[i + 1])})
      if (are_letters ? byte < 'a' || byte > most : !is_digit(byte)) return std::nullopt;
    const char base = are_letters ? 'a' : '0';
    point.longitude += width * (folded(value[i]) - base);
    point.latitude += height * (folded(value[i + 1]) - base);
    width /= are_letters ? 10 : 24;
    height /= are_letters ? 10 : 24;
  }
  point.decimals = value.size() == 6 ? 2 : value.size() == 8 ? 3 : 4;
  return point;
}

// British: two letters and an even number of digits; Irish: one letter.
std::optional<Point> read_national(std::string_view value) {
  const std::string text = without_blanks(value);
  const std::size_t letters = text.size() > 1 && is_letter(text[1]) ? 2 : 1;
  if (text.size() < letters + 4 || text.size() > letters + 10 || (text.size() - letters) % 2 != 0)
    return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (i < letters ? !is_letter(text[i]) || raised(text[i]) == 'I' : !is_digit(text[i]))
      return std::nullopt;
  if (letters == 2 && std::string_view("HJNOST").find(raised(text[0])) == std::string_view::npos)
    return std::nullopt;
  return Point{letters == 2 ? -2.0 : -8.0, letters == 2 ? 53.0 : 53.5,
               static_cast<int>((text.size() - letters) / 2)};
}

}  // namespace

// In cells.cpp: systems of numbered cells.
std::optional<Point> read_h3(std::string_view value);
std::optional<Point> read_s2(std::string_view value);

std::optional<Point> read_grid(Grid grid, std::string_view value) {
  switch (grid) {
    case Grid::mgrs:
      return read_mgrs(value);
    case Grid::h3:
      return read_h3(value);
    case Grid::geohash:
      return read_geohash(value);
    case Grid::plus_code:
      return read_plus_code(value);
    case Grid::what3words:
      return read_three_words(value);
    case Grid::maidenhead:
      return read_maidenhead(value);
    case Grid::s2:
      return read_s2(value);
    case Grid::national:
      return read_national(value);
  }
  return std::nullopt;
}

std::string_view title_of(Grid grid) {
  static constexpr auto kTitles = std::to_array<std::string_view>(
      {"MGRS reference", "H3 cell", "geohash", "plus code", "three-word address",
       "Maidenhead locator", "S2 cell", "national grid reference"});
  return kTitles.at(static_cast<std::size_t>(grid));
}

}  // namespace mig::secrets
