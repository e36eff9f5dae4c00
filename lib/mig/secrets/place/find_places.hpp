#pragma once

#include <span>
#include <string_view>

#include "mig/secrets/detection.hpp"
#include "mig/secrets/rows/row.hpp"

namespace mig::secrets {

/// Coordinates in the cells of one row: pairs of latitude and longitude columns, geometry values,
/// grid references.
void find_places_in_row(const Row& row, Detections& found);

/// Literals behind or within which a place may stand in any text: "point", "st_makepoint",
/// "coordinates", ... Lower case, matched whatever the case.
std::span<const std::string_view> place_literals();

/// Looks at one hit of one of them.
void find_place(const Text& text, Hit hit, Detections& found);

/// Places in running text that no word announces: `38.412345, -98.761234`, plus codes, military
/// grid references. For evidence, data and logs, like find_persons_in_text.
void find_places_in_text(const Text& text, Detections& found);

}  // namespace mig::secrets
