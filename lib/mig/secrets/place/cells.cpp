#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "mig/secrets/character.hpp"
#include "mig/secrets/place/columns.hpp"
#include "mig/secrets/place/grid.hpp"
#include "mig/secrets/place/number.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {

std::optional<Point> read_h3(std::string_view value);
std::optional<Point> read_s2(std::string_view value);

namespace {

constexpr int kCoarsestH3 = 4;  // about 45 km across

// The decimals of a degree that tell a cell of so many metres.
int decimals_of_size(double metres) {
  constexpr double kMetresPerDegree = 111320;
  return std::max(0, static_cast<int>(std::ceil(std::log10(kMetresPerDegree / metres))));
}

std::optional<std::uint64_t> read_integer(std::string_view text, int base) {
  std::uint64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::uint64_t> read_cell_number(std::string_view value, std::size_t hex_digits) {
  if (value.size() > 1 && value[0] == '0' && folded(value[1]) == 'x') value.remove_prefix(2);
  constexpr std::size_t kMostDecimal = 20;
  if (value.size() >= 17 && value.size() <= kMostDecimal &&
      std::all_of(value.begin(), value.end(), is_digit))
    return read_integer(value, 10);
  if (value.empty() || value.size() > hex_digits) return std::nullopt;
  return read_integer(value, 16);
}

}  // namespace

// One bit 0, mode 1 in four bits, three bits 0, resolution in four, base cell in seven, and a
// digit of three bits per resolution: 7 behind the resolution.
std::optional<Point> read_h3(std::string_view value) {
  if (value.size() < 15) return std::nullopt;
  const auto cell = read_cell_number(value, 16);
  if (!cell || *cell >> 59U != 1 || (*cell >> 56U & 7U) != 0) return std::nullopt;
  const auto resolution = static_cast<int>(*cell >> 52U & 15U);
  constexpr unsigned kBaseCells = 122;
  if ((*cell >> 45U & 127U) >= kBaseCells || resolution < kCoarsestH3) return std::nullopt;
  for (int digit = resolution + 1; digit <= 15; ++digit)
    if ((*cell >> static_cast<unsigned>(3 * (15 - digit)) & 7U) != 7) return std::nullopt;
  static constexpr std::array kDecimals = {0, 0, 0, 0, 1, 1, 2, 3, 3, 4, 4, 4, 5, 5, 6, 6};
  return Point{0, 0, kDecimals.at(static_cast<std::size_t>(resolution))};
}

// Hex digits without the zeros at the end; the lowest bit that is set tells the level.
std::optional<Point> read_s2(std::string_view value) {
  if (value.size() < 5) return std::nullopt;
  auto cell = read_cell_number(value, 16);
  if (!cell || *cell == 0) return std::nullopt;
  if (value.size() < 16) *cell <<= 4 * (16 - value.size());
  unsigned trailing = 0;
  while ((*cell >> trailing & 1U) == 0) ++trailing;
  if (trailing % 2 != 0 || trailing > 60 || *cell >> 61U > 5) return std::nullopt;
  const double level = 30 - trailing / 2.0;
  constexpr double kSizeOfFace = 7842000;
  return Point{0, 0, decimals_of_size(kSizeOfFace / std::pow(2.0, level))};
}

namespace {

struct Named {
  std::string_view name;
  Grid grid;
};

constexpr std::array kNames = {
    Named{"os_grid", Grid::national},
    Named{"os grid", Grid::national},
    Named{"irish grid", Grid::national},
    Named{"ngr", Grid::national},
    Named{"osgb", Grid::national},
    Named{"osgrid", Grid::national},
    Named{"osi_grid", Grid::national},
    Named{"mgrs", Grid::mgrs},
    Named{"usng", Grid::mgrs},
    Named{"grid_reference", Grid::mgrs},
    Named{"gridreference", Grid::mgrs},
    Named{"grid_ref", Grid::mgrs},
    Named{"gridref", Grid::mgrs},
    Named{"grid ref", Grid::mgrs},
    Named{"utm", Grid::mgrs},
    Named{"geohash", Grid::geohash},
    Named{"geo_hash", Grid::geohash},
    Named{"plus_code", Grid::plus_code},
    Named{"pluscode", Grid::plus_code},
    Named{"plus code", Grid::plus_code},
    Named{"open_location", Grid::plus_code},
    Named{"openlocation", Grid::plus_code},
    Named{"global_code", Grid::plus_code},
    Named{"compound_code", Grid::plus_code},
    Named{"what3words", Grid::what3words},
    Named{"what_three_words", Grid::what3words},
    Named{"three_word", Grid::what3words},
    Named{"w3w", Grid::what3words},
    Named{"maidenhead", Grid::maidenhead},
    Named{"gridsquare", Grid::maidenhead},
    Named{"grid_square", Grid::maidenhead},
    Named{"grid square", Grid::maidenhead},
    Named{"qth", Grid::maidenhead},
    Named{"locator", Grid::maidenhead},
    Named{"s2cell", Grid::s2},
    Named{"s2token", Grid::s2},
};

// Two letters are too few to stand anywhere: a part of a name on its own.
bool has_part(std::string_view name, std::string_view part) {
  for (auto at = name.find(part); at != std::string_view::npos; at = name.find(part, at + 1)) {
    const bool begins = at == 0 || !is_letter(name[at - 1]);
    if (begins && !is_letter(at_or_nul(name, at + part.size()))) return true;
  }
  return false;
}

}  // namespace

std::optional<Grid> grid_of_name(std::string_view name) {
  static const auto kBegins = [] {
    std::array<bool, 1024> begins{};
    for (const Named& named : kNames) begins.at(pair_of_letters(named.name, 0)) = true;
    for (std::string_view word : {"h3", "s2", "ol"}) begins.at(pair_of_letters(word, 0)) = true;
    return begins;
  }();
  bool may_tell = false;
  for (std::size_t at = 0; at + 1 < name.size() && !may_tell; ++at)
    may_tell = kBegins[pair_of_letters(name, at)];
  if (!may_tell) return std::nullopt;
  for (const Named& named : kNames)
    if (name.find(named.name) != std::string_view::npos) return named.grid;
  if (name.substr(0, 2) == "h3" || has_part(name, "h3")) return Grid::h3;
  if (has_part(name, "s2")) return Grid::s2;
  if (name == "olc") return Grid::plus_code;
  return std::nullopt;
}

std::optional<Grid> grid_of_form(std::string_view value) {
  constexpr std::size_t kLongest = 40;
  if (value.size() < 9 || value.size() > kLongest) return std::nullopt;
  if (value.substr(0, 3) == "///" && read_grid(Grid::what3words, value)) return Grid::what3words;
  const auto plus = value.find('+');
  if (plus == 8 && value.size() >= 11 && read_grid(Grid::plus_code, value)) return Grid::plus_code;
  if (value.size() >= 15 && value.size() <= 18 && value.find("fff") != std::string_view::npos &&
      read_grid(Grid::h3, value))
    return Grid::h3;
  if (is_digit(value[0]) && value.size() >= 12) {
    const auto point = read_grid(Grid::mgrs, value);
    if (point && point->decimals >= 4) return Grid::mgrs;
  }
  return std::nullopt;
}

}  // namespace mig::secrets
