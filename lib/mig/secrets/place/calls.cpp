#include <algorithm>
#include <array>
#include <cmath>

#include "mig/secrets/character.hpp"
#include "mig/secrets/place/forms.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kMostArguments = 6;

struct Call {
  std::string_view name;
  AxisOrder order = AxisOrder::longitude_first;
  std::size_t pairs = 1;
  bool is_sure = true;  ///< nothing but a place is made by it
};

constexpr std::array kCalls = {
    Call{.name = "st_makepoint"},
    Call{.name = "st_point"},
    Call{.name = "st_makepointm"},
    Call{.name = "st_pointz"},
    Call{.name = "st_pointm"},
    Call{.name = "st_pointzm"},
    Call{.name = "st_geogpoint"},
    Call{.name = "makepoint"},
    Call{.name = "makepointz"},
    Call{.name = "sdo_point_type"},
    Call{.name = "point", .is_sure = false},
    Call{.name = "geopoint", .order = AxisOrder::latitude_first},
    Call{.name = "ll_to_earth", .order = AxisOrder::latitude_first},
    Call{.name = "st_latlng", .order = AxisOrder::latitude_first},
    Call{.name = "latlng", .order = AxisOrder::latitude_first},
    Call{.name = "geographypoint", .order = AxisOrder::latitude_first},
    Call{.name = "cllocationcoordinate2dmake", .order = AxisOrder::latitude_first},
    Call{.name = "geotoh3", .order = AxisOrder::latitude_first},
    Call{.name = "h3_latlng_to_cell", .order = AxisOrder::latitude_first},
    Call{.name = "latlng_to_cell", .order = AxisOrder::latitude_first},
    Call{.name = "geohashencode"},
    Call{.name = "geodistance"},
    Call{.name = "greatcircledistance"},
    Call{.name = "st_makeenvelope", .pairs = 2},
    Call{.name = "makeenvelope", .pairs = 2},
    Call{.name = "buildmbr", .pairs = 2},
};

struct Arguments {
  std::array<Number, kMostArguments> numbers{};
  std::size_t count = 0;
  std::size_t end = 0;  ///< behind the closing parenthesis
};

// `::double precision` and the like.
std::size_t skip_cast(std::string_view text, std::size_t at) {
  if (at_or_nul(text, at) != ':' || at_or_nul(text, at + 1) != ':') return at;
  at += 2;
  for (std::size_t taken = 0; taken < 24; ++taken, ++at) {
    const char byte = at_or_nul(text, at);
    if (!is_letter(byte) && !is_digit(byte) && byte != ' ') break;
  }
  return at;
}

// Arguments that are all numbers, quoted or not; nothing when one is an expression.
std::optional<Arguments> read_arguments(std::string_view text, std::size_t at) {
  at = skip_blanks(text, at);
  if (at_or_nul(text, at) != '(') return std::nullopt;
  Arguments arguments;
  while (arguments.count < kMostArguments) {
    at = skip_blanks(text, at + 1);
    const bool is_quoted = at_or_nul(text, at) == '\'';
    if (is_quoted) ++at;
    const auto number = read_number(text, at);
    if (!number) {
      // Oracle writes NULL for a height, others the name of a system.
      if (arguments.count < 2 || !is_letter(at_or_nul(text, at))) return std::nullopt;
      arguments.end = at;
      return arguments;
    }
    arguments.numbers.at(arguments.count++) = *number;
    at = skip_blanks(text, number->end);
    if (is_quoted && at_or_nul(text, at) == '\'') at = skip_blanks(text, at + 1);
    at = skip_blanks(text, skip_cast(text, at));
    if (at_or_nul(text, at) == ')') {
      arguments.end = at + 1;
      return arguments;
    }
    if (at_or_nul(text, at) != ',') return std::nullopt;
  }
  return std::nullopt;
}

// point({x: -98.76, y: 38.41, srid: 4326}) of Cypher.
std::optional<Geometry> read_map_of_xy(std::string_view text, std::size_t at) {
  const std::string_view map = text.substr(at, 160);
  const std::size_t close = map.find('}');
  if (at_or_nul(map, 0) != '{' || close == std::string_view::npos) return std::nullopt;
  std::optional<Number> x;
  std::optional<Number> y;
  for (std::size_t i = 1; i < close; ++i) {
    if (is_letter(map[i - 1]) || map[i - 1] == '_') continue;
    const char key = folded(map[i]);
    if (stands_at(map, i, "cartesian") || stands_at(map, i, "7203") || stands_at(map, i, "9157"))
      return std::nullopt;
    if (key != 'x' && key != 'y') continue;
    const auto value = value_behind(text, at + i + 1);
    if (!value) continue;
    (key == 'x' ? x : y) = read_number(text, *value);
  }
  if (!x || !y || x->decimals < 1 || y->decimals < 1) return std::nullopt;
  Geometry geometry;
  geometry.add(*x, *y);
  return geometry;
}

// '(x,y)'::point and point '(x,y)'.
std::optional<Geometry> read_point_literal(std::string_view text, const Word& word) {
  std::size_t open = std::string_view::npos;
  const std::size_t behind = skip_blanks(text, word.end);
  if (at_or_nul(text, behind) == '\'' && at_or_nul(text, behind + 1) == '(') {
    open = behind + 1;
  } else if (word.begin >= 3 && text.substr(word.begin - 3, 3) == "'::") {
    const std::size_t window = word.begin - std::min<std::size_t>(word.begin, 80);
    const std::string_view before = text.substr(window, word.begin - 3 - window);
    const std::size_t quote = before.rfind('\'');
    if (quote != std::string_view::npos && at_or_nul(before, quote + 1) == '(')
      open = window + quote + 1;
  }
  if (open == std::string_view::npos) return std::nullopt;
  return read_pair(text, open + 1, AxisOrder::longitude_first);
}

std::optional<Geometry> from_arguments(std::string_view text, const Word& word, const Call& call,
                                       const Arguments& arguments) {
  if (arguments.count < 2 * call.pairs) return std::nullopt;
  AxisOrder order = call.order;
  constexpr std::string_view kGeography = "geography::";
  if (word.begin >= kGeography.size() &&
      stands_at(text, word.begin - kGeography.size(), kGeography))
    order = AxisOrder::latitude_first;
  const auto& numbers = arguments.numbers;
  if (!call.is_sure && order == AxisOrder::longitude_first) {
    // A point of a drawing is written the same way; places are written finer.
    if (arguments.count != 2 &&
        !stands_at(text, word.begin - std::min<std::size_t>(word.begin, 10), "geometry::"))
      return std::nullopt;
    const bool is_cast = stands_at(text, arguments.end, "::geo");
    constexpr int kFine = 3;
    if (!is_cast && (numbers[0].decimals < kFine || numbers[1].decimals < kFine))
      return std::nullopt;
  }
  Geometry geometry(order);
  for (std::size_t pair = 0; pair < call.pairs; ++pair)
    geometry.add(numbers.at(2 * pair), numbers.at(2 * pair + 1));
  const std::size_t given = 2 * call.pairs;
  const double last = arguments.count > given ? numbers.at(arguments.count - 1).value : 0;
  if (last >= 2000 && last < 1e6 && last == std::floor(last))
    geometry.set_srid(static_cast<int>(last));
  else
    geometry.set_srid(srid_behind(text, arguments.end));
  return geometry;
}

}  // namespace

std::optional<Geometry> read_call(std::string_view text, const Word& word) {
  for (const Call& call : kCalls) {
    if (!word.is(call.name)) continue;
    if (const auto arguments = read_arguments(text, word.end))
      return from_arguments(text, word, call, *arguments);
    if (call.name != "point") return std::nullopt;
    const std::size_t open = skip_blanks(text, word.end);
    if (at_or_nul(text, open) == '(') {
      if (auto map = read_map_of_xy(text, skip_blanks(text, open + 1))) return map;
      return std::nullopt;
    }
    return read_point_literal(text, word);
  }
  return std::nullopt;
}

}  // namespace mig::secrets
