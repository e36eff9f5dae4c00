#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "mig/secrets/character.hpp"
#include "mig/secrets/place/columns.hpp"
#include "mig/secrets/place/find_places.hpp"
#include "mig/secrets/place/forms.hpp"
#include "mig/secrets/place/grid.hpp"
#include "mig/secrets/place/projection.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kLongestValue = 120;
constexpr std::size_t kMostHalves = 32;
constexpr int kFine = 4;
constexpr std::size_t kLongestGrid = 80;
constexpr std::size_t kShortestCell = 17;  // digits of a cell that is numbered in decimals
constexpr int kUnknownPlane = 999999;

/// A cell that holds one axis of a place.
struct Half {
  const Cell* cell = nullptr;
  PlaceColumn column;
  Number number;
  bool is_taken = false;
};

bool parts_numbers(char byte) {
  return byte == ' ' || byte == ',' || byte == ';' || byte == '\'';
}

bool holds_digit(std::string_view value) {
  return std::any_of(value.begin(), value.end(), is_digit);
}

std::optional<Half> read_half(const Cell& cell) {
  constexpr std::size_t kLongest = 40;
  if (cell.column.empty() || cell.value.empty() || cell.value.size() > kLongest ||
      !may_be_axis(cell.column) || !holds_digit(cell.value))
    return std::nullopt;
  auto number = read_number(cell.value, 0);
  const bool is_number = number && number->end == cell.value.size();
  if (!is_number && cell.is_text) number = read_angle(cell.value);
  if (!number) return std::nullopt;
  Half half;
  half.column = place_column(cell.column);
  if (half.column.axis == Axis::none) return std::nullopt;
  if (half.column.scale != 0 && number->decimals == 0) {
    number->value /= std::pow(10.0, half.column.scale);
    number->decimals = std::max(0, half.column.scale - number->zeros);
  }
  half.number = *number;
  half.cell = &cell;
  return half;
}

Axis partner_of(Axis axis) {
  switch (axis) {
    case Axis::latitude:
      return Axis::longitude;
    case Axis::northing:
      return Axis::easting;
    case Axis::y:
      return Axis::x;
    case Axis::easting:
      return Axis::northing;
    case Axis::longitude:
      return Axis::latitude;
    case Axis::x:
      return Axis::y;
    case Axis::none:
      break;
  }
  return Axis::none;
}

Half* find_partner(std::vector<Half>& halves, const Half& half) {
  Half* partner = nullptr;
  for (Half& other : halves) {
    if (other.is_taken || other.column.axis != partner_of(half.column.axis)) continue;
    if (other.column.stem == half.column.stem) return &other;
    if (partner == nullptr) partner = &other;
  }
  return partner;
}

Detection detection_of(const Cell& first, const Cell& last, std::string_view rule,
                       std::string subject) {
  Detection detection;
  detection.rule = rule;
  detection.span = {std::min(first.span.begin, last.span.begin),
                    std::max(first.span.end, last.span.end)};
  detection.rank = rank::kCell;
  detection.subject = std::move(subject);
  detection.value = &first == &last ? first.value : first.value + ", " + last.value;
  return detection;
}

bool knows_places(const Row& row) {
  return is_geographic(row.table) ||
         std::any_of(
             row.cells.begin(),
             row.cells.begin() +
                 static_cast<std::ptrdiff_t>(std::min(row.cells.size(), kMostHalves)),
             [](const Cell& cell) { return is_geographic(cell.column) || cell.column == "srid"; });
}

std::optional<Point> place_of(const Row& row, const Half& y, const Half& x) {
  const bool are_metres = std::abs(x.number.value) > 180 || std::abs(y.number.value) > 90;
  Number first = x.number;
  Number second = y.number;
  if (y.column.axis == Axis::latitude || !are_metres) {
    const bool is_drawing =
        y.column.axis == Axis::y && (first.decimals < kFine || second.decimals < kFine);
    if (is_drawing || (y.column.axis == Axis::y && y.cell->column == "y" && !knows_places(row)))
      return std::nullopt;
    return point_of(first, second, 0);
  }
  // Lengths of a drawing are smaller than any on a plane of the earth.
  constexpr double kLeast = 1e5;
  if (y.column.axis == Axis::y &&
      (!knows_places(row) || std::abs(first.value) < kLeast || std::abs(second.value) < kLeast))
    return std::nullopt;
  return point_of(first, second, kUnknownPlane);
}

void add_pair(const Row& row, const Half& y, const Half& x, Detections& found) {
  const auto point = place_of(row, y, x);
  if (!point || point->decimals < 1) return;
  const auto is_whole = [](double value) { return value == std::floor(value); };
  const bool are_metres = y.column.axis != Axis::latitude && std::abs(x.number.value) > 180;
  if (!are_metres && is_whole(x.number.value) && is_whole(y.number.value)) return;
  auto detection = detection_of(
      *y.cell, *x.cell, kCoordinateRule,
      "columns " + std::string(y.cell->column) + " and " + std::string(x.cell->column));
  detection.points.push_back(*point);
  found.push_back(std::move(detection));
}

// Half a place: an update of one column, or a name whose partner is not known here.
void add_half(const Half& half, Detections& found) {
  const bool is_latitude = half.column.axis == Axis::latitude;
  if (!is_latitude && half.column.axis != Axis::longitude) return;
  if (std::abs(half.number.value) > (is_latitude ? 90 : 180) || half.number.decimals < kFine)
    return;
  if (half.number.value == std::floor(half.number.value)) return;
  auto detection = detection_of(*half.cell, *half.cell, kCoordinateRule,
                                "column " + std::string(half.cell->column));
  detection.confidence = Confidence::medium;
  detection.points.push_back({is_latitude ? 0 : half.number.value,
                              is_latitude ? half.number.value : 0, half.number.decimals});
  found.push_back(std::move(detection));
}

// Degrees, minutes and seconds in columns of their own: lat_deg, lat_min, lat_sec.
void refine_by_sixtieths(std::vector<Half>& halves) {
  const auto tells = [](const Half& half, std::string_view unit) {
    return half.cell->column.find(unit) != std::string_view::npos;
  };
  for (Half& degrees : halves) {
    if (!tells(degrees, "deg") || degrees.number.decimals > 0) continue;
    for (Half& other : halves) {
      if (&other == &degrees || other.is_taken || other.column.axis != degrees.column.axis ||
          other.number.value >= 60 || other.number.value < 0)
        continue;
      const bool is_second = tells(other, "sec");
      if (!is_second && !tells(other, "min")) continue;
      const double sign = std::signbit(degrees.number.value) ? -1 : 1;
      degrees.number.value += sign * other.number.value / (is_second ? 3600 : 60);
      degrees.number.decimals =
          std::max(degrees.number.decimals, (is_second ? 4 : 2) + other.number.decimals);
      other.is_taken = true;
    }
  }
}

void find_pairs(const Row& row, Detections& found) {
  std::vector<Half> halves;
  for (const Cell& cell : row.cells) {
    auto half = read_half(cell);
    if (half) halves.push_back(std::move(*half));
    if (halves.size() >= kMostHalves) break;
  }
  if (halves.empty()) return;
  refine_by_sixtieths(halves);
  for (Half& half : halves) {
    const Axis axis = half.column.axis;
    if (half.is_taken || (axis != Axis::latitude && axis != Axis::northing && axis != Axis::y))
      continue;
    Half* partner = find_partner(halves, half);
    if (partner == nullptr) continue;
    half.is_taken = partner->is_taken = true;
    add_pair(row, half, *partner, found);
  }
  for (const Half& half : halves)
    if (!half.is_taken) add_half(half, found);
}

// A whole place in one cell of a column that is meant for places.
std::optional<Geometry> read_cell(const Cell& cell) {
  const std::string_view value = cell.value;
  if (auto degrees = read_degrees_value(value)) return degrees;
  std::size_t at = 0;
  while (at < value.size() && (value[at] == '(' || value[at] == '[' || value[at] == '<' ||
                               value[at] == '{' || value[at] == ' '))
    ++at;
  const bool is_list = at > 0 && value[at - 1] == '[';
  const bool is_point = at > 0 && value[at - 1] == '(';
  Geometry geometry(is_list || is_point ? AxisOrder::longitude_first : AxisOrder::latitude_first);
  while (at < value.size()) {
    const auto pair = read_number(value, at);
    const std::size_t comma = pair ? skip_blanks(value, pair->end) : at;
    const bool has_comma = at_or_nul(value, comma) == ',' || at_or_nul(value, comma) == ';';
    const auto second =
        pair ? read_number(value, skip_blanks(value, comma + (has_comma ? 1 : 0))) : std::nullopt;
    if (!second || second->begin == pair->end) break;
    geometry.add(*pair, *second);
    at = second->end;
    while (at < value.size() && !is_digit(value[at]) && value[at] != '-') ++at;
  }
  return geometry.empty() ? std::nullopt : std::optional(std::move(geometry));
}

void add_points(const Cell& cell, std::vector<Point> points, Detections& found) {
  if (points.empty()) return;
  const std::string column = cell.column.empty() ? "a row" : "column " + std::string(cell.column);
  auto detection = detection_of(cell, cell, kCoordinateRule, "geometry in " + column);
  detection.points = std::move(points);
  found.push_back(std::move(detection));
}

bool look_for_grid(const Cell& cell, Detections& found) {
  const std::string_view value = cell.value;
  auto grid = cell.column.empty() ? std::nullopt : grid_of_name(cell.column);
  // A grid reference without more words may be one of a national survey.
  if (grid == Grid::mgrs && !read_grid(Grid::mgrs, value)) grid = Grid::national;
  if (!grid || !read_grid(*grid, value)) grid = grid_of_form(value);
  const auto point = grid ? read_grid(*grid, value) : std::nullopt;
  if (!point || point->decimals < 1) return false;
  auto detection = detection_of(cell, cell, kGridRule, std::string(title_of(*grid)));
  detection.points.push_back(*point);
  found.push_back(std::move(detection));
  return true;
}

void look_at_cell(const Cell& cell, Detections& found) {
  const std::string_view value = cell.value;
  constexpr std::size_t kShortestWkb = 42;
  if (value.size() >= kShortestWkb) {
    const bool has_prefix = value.substr(0, 2) == "\\x" || value.substr(0, 2) == "0x";
    const std::size_t begin = has_prefix ? 2 : 0;
    if (value[begin] == '0') {
      if (const auto geometry = read_hex_wkb(value, begin)) {
        add_points(cell, geometry->points(), found);
        return;
      }
    }
  }
  if (value.size() < 5 || value.size() > kLongestValue) return;
  const bool has_letter = std::any_of(value.begin(), value.end(), is_letter);
  const bool has_digit = holds_digit(value);
  if (value.size() <= kLongestGrid && (has_letter || value.size() >= kShortestCell) &&
      (has_digit || value.find('.') != std::string_view::npos) && look_for_grid(cell, found))
    return;
  if (has_digit && std::any_of(value.begin(), value.end(), parts_numbers) &&
      is_geographic(cell.column))
    if (const auto geometry = read_cell(cell)) return add_points(cell, geometry->points(), found);
  if (!has_digit || !has_letter || !cell.is_text) return;
  for (const auto letter : {value.find('N'), value.find('S')})
    if (letter != std::string_view::npos)
      if (const auto geometry = read_bearings(value, letter))
        return add_points(cell, geometry->points(), found);
}

}  // namespace

void find_places_in_row(const Row& row, Detections& found) {
  for (const Cell& cell : row.cells) look_at_cell(cell, found);
  find_pairs(row, found);
}

}  // namespace mig::secrets
