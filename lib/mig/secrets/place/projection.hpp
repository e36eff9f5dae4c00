#pragma once

#include <optional>

#include "mig/secrets/detection.hpp"
#include "mig/secrets/place/number.hpp"

namespace mig::secrets {

/// Whether coordinates of a reference system are lengths on a plane rather than degrees.
bool is_projected(int srid);

/// Where a pair stands on earth; nothing when it is outside. Degrees that are swapped beyond doubt
/// are swapped back. Lengths of a system without a formula here are (0, 0) with their decimals.
std::optional<Point> point_of(const Number& x, const Number& y, int srid);

/// What is meant by a metre: 5 decimals of a degree. Zeros at the end make it coarser.
int decimals_of_metres(const Number& number);

/// Universal Transverse Mercator to degrees, WGS 84.
Point from_utm(int zone, bool is_south, double easting, double northing);

}  // namespace mig::secrets
