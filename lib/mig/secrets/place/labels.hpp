#pragma once

#include <optional>
#include <string_view>

#include "mig/secrets/detection.hpp"
#include "mig/secrets/place/geometry.hpp"
#include "mig/secrets/place/grid.hpp"
#include "mig/secrets/text.hpp"

namespace mig::secrets {

/// Adds what a value names in a grid, if it does. `begin` is where it stands in the text.
bool add_grid(Grid grid, std::string_view value, std::size_t begin, Detections& found);

/// A value behind the name of a grid: `mgrs: 14S ...`, `geohash = '...'`.
void look_at_label(std::string_view text, Hit hit, Detections& found);

/// An H3 cell: the bits that it does not use are ones.
void look_at_cell(std::string_view text, Hit hit, Detections& found);

/// ///three.words.together, w3w.co/three.words.together
void look_at_three_words(std::string_view text, Hit hit, Detections& found);

/// plus.codes/CODE: a plus code right behind a hit.
void look_at_code_address(std::string_view text, Hit hit, Detections& found);

/// Easting and northing behind their names, behind "UTM 14N" or the name of a survey's grid.
std::optional<Geometry> read_plane(std::string_view text, std::size_t at);

/// 14S 520837 4251234: the zone is written first; `at` is its last digit.
std::optional<Geometry> read_zone(std::string_view text, std::size_t at);

/// Two lengths or degrees shortly before the name of their system: `(EPSG:25833)`.
std::optional<Geometry> read_before_system(std::string_view text, std::size_t at);

/// SDO_ORDINATE_ARRAY(x, y, x, y, ...).
std::optional<Geometry> read_ordinates(std::string_view text, std::size_t at);

}  // namespace mig::secrets
