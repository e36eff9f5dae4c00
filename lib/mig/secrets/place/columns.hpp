#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mig::secrets {

/// Which half of a place a column holds.
enum class Axis : std::uint8_t { none, latitude, longitude, easting, northing, x, y };

/// What the name of a column (lower case) tells of a place.
struct PlaceColumn {
  Axis axis = Axis::none;
  std::string stem;  ///< the name without its axis: columns of one pair share it
  int scale = 0;     ///< powers of ten by which whole numbers are multiplied: lat_e7
};
/// Whether it may at all: spares reading values of columns that have no axis.
bool may_be_axis(std::string_view name);
PlaceColumn place_column(std::string_view name);

/// Two letters of a name as a place in a table of 1024: words that begin otherwise stand in no name
/// without such a pair.
inline std::size_t pair_of_letters(std::string_view text, std::size_t at) {
  return (static_cast<unsigned char>(text[at]) & 31U) * 32U +
         (static_cast<unsigned char>(text[at + 1]) & 31U);
}

/// Whether values of a column are likely to be places: geom, location, coords, ...
bool is_geographic(std::string_view name);

}  // namespace mig::secrets
