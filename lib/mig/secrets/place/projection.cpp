#include "mig/secrets/place/projection.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

constexpr double kEarthRadius = 6378137.0;
constexpr double kFlattening = 1 / 298.257223563;
constexpr double kDegrees = 180 / std::numbers::pi;
constexpr int kMetreDecimals = 5;

/// A transverse Mercator projection.
struct Mercator {
  double meridian;
  double origin;  ///< latitude of it
  double scale;
  double false_easting;
  double false_northing;
};

// Length of the meridian from the equator.
double meridian_arc(double latitude) {
  const double e2 = kFlattening * (2 - kFlattening);
  const double e4 = e2 * e2;
  const double e6 = e4 * e2;
  return kEarthRadius * ((1 - e2 / 4 - 3 * e4 / 64 - 5 * e6 / 256) * latitude -
                         (3 * e2 / 8 + 3 * e4 / 32 + 45 * e6 / 1024) * std::sin(2 * latitude) +
                         (15 * e4 / 256 + 45 * e6 / 1024) * std::sin(4 * latitude) -
                         (35 * e6 / 3072) * std::sin(6 * latitude));
}

// Snyder's series, good to some millimetres within a zone.
Point inverse(const Mercator& projection, double easting, double northing) {
  const double e2 = kFlattening * (2 - kFlattening);
  const double ep2 = e2 / (1 - e2);
  const double arc = meridian_arc(projection.origin / kDegrees) +
                     (northing - projection.false_northing) / projection.scale;
  const double mu = arc / (kEarthRadius * (1 - e2 / 4 - 3 * e2 * e2 / 64 - 5 * e2 * e2 * e2 / 256));
  const double root = std::sqrt(1 - e2);
  const double e1 = (1 - root) / (1 + root);
  const double foot = mu + (3 * e1 / 2 - 27 * std::pow(e1, 3) / 32) * std::sin(2 * mu) +
                      (21 * e1 * e1 / 16) * std::sin(4 * mu) +
                      (151 * std::pow(e1, 3) / 96) * std::sin(6 * mu);
  const double sine = std::sin(foot);
  const double cosine = std::cos(foot);
  const double tangent = std::tan(foot);
  const double c1 = ep2 * cosine * cosine;
  const double t1 = tangent * tangent;
  const double n1 = kEarthRadius / std::sqrt(1 - e2 * sine * sine);
  const double r1 = kEarthRadius * (1 - e2) / std::pow(1 - e2 * sine * sine, 1.5);
  const double d = (easting - projection.false_easting) / (n1 * projection.scale);
  Point point;
  point.latitude =
      kDegrees *
      (foot - (n1 * tangent / r1) * (d * d / 2 - (5 + 3 * t1 + 10 * c1) * d * d * d * d / 24));
  point.longitude =
      projection.meridian + kDegrees * (d - (1 + 2 * t1 + c1) * d * d * d / 6) / cosine;
  return point;
}

Point from_web_mercator(double x, double y) {
  Point point;
  point.longitude = kDegrees * x / kEarthRadius;
  point.latitude = kDegrees * std::atan(std::sinh(y / kEarthRadius));
  return point;
}

struct UtmFamily {
  int first;  ///< the number of zone `zone`
  int last;
  int zone;
  bool is_south;
};

constexpr std::array kUtmFamilies = {
    UtmFamily{32601, 32660, 1, false},  UtmFamily{32701, 32760, 1, true},
    UtmFamily{25828, 25838, 28, false}, UtmFamily{26901, 26923, 1, false},
    UtmFamily{26701, 26722, 1, false},  UtmFamily{28348, 28358, 48, true},
    UtmFamily{7846, 7859, 46, true},    UtmFamily{23028, 23038, 28, false},
    UtmFamily{32201, 32260, 1, false},  UtmFamily{32301, 32360, 1, true},
    UtmFamily{31965, 31975, 11, false}, UtmFamily{31976, 31985, 17, true},
    UtmFamily{6328, 6348, 59, false},
};

struct NationalGrid {
  int srid;
  Mercator projection;
};

constexpr std::array kNationalGrids = {
    NationalGrid{27700, {-2, 49, 0.9996012717, 400000, -100000}},
    NationalGrid{29902, {-8, 53.5, 1.000035, 200000, 250000}},
    NationalGrid{2157, {-8, 53.5, 0.99982, 600000, 750000}},
    NationalGrid{2180, {19, 0, 0.9993, 500000, -5300000}},
    NationalGrid{2193, {173, 0, 0.9996, 1600000, 10000000}},
    NationalGrid{3006, {15, 0, 0.9996, 500000, 0}},
    NationalGrid{31466, {6, 0, 1, 2500000, 0}},
    NationalGrid{31467, {9, 0, 1, 3500000, 0}},
    NationalGrid{31468, {12, 0, 1, 4500000, 0}},
    NationalGrid{31469, {15, 0, 1, 5500000, 0}},
};

bool is_web_mercator(int srid) {
  return srid == 3857 || srid == 900913 || srid == 3785 || srid == 102100 || srid == 102113 ||
         srid == 3395;
}

bool is_on_earth(const Point& point) {
  return std::abs(point.longitude) <= 180 && std::abs(point.latitude) <= 90;
}

std::optional<Point> from_plane(double x, double y, int srid) {
  if (is_web_mercator(srid)) return from_web_mercator(x, y);
  for (const UtmFamily& family : kUtmFamilies)
    if (srid >= family.first && srid <= family.last)
      return from_utm((family.zone + srid - family.first - 1) % 60 + 1, family.is_south, x, y);
  for (const NationalGrid& grid : kNationalGrids)
    if (srid == grid.srid) return inverse(grid.projection, x, y);
  return Point{};
}

}  // namespace

bool is_projected(int srid) {
  // Systems of degrees have the numbers 4000-4999 and a few newer ones.
  if (srid <= 0 || (srid >= 4000 && srid < 5000)) return false;
  static constexpr std::array kDegreeSystems = {6318, 6319, 6667, 6668, 7843, 7844,  8307,
                                                9057, 7789, 8988, 9000, 9474, 10176, 104199};
  return !is_one_of(srid, kDegreeSystems);
}

int decimals_of_metres(const Number& number) {
  if (number.value == 0) return 0;
  return std::max(0, kMetreDecimals + number.decimals - number.zeros);
}

Point from_utm(int zone, bool is_south, double easting, double northing) {
  const Mercator projection{zone * 6.0 - 183, 0, 0.9996, 500000, is_south ? 10000000.0 : 0.0};
  return inverse(projection, easting, northing);
}

std::optional<Point> point_of(const Number& x, const Number& y, int srid) {
  const bool are_metres = is_projected(srid) && (std::abs(x.value) > 180 || std::abs(y.value) > 90);
  if (are_metres) {
    constexpr double kFarthest = 3e7;
    if (std::abs(x.value) > kFarthest || std::abs(y.value) > kFarthest) return std::nullopt;
    auto point = from_plane(x.value, y.value, srid);
    if (!point || !is_on_earth(*point)) return std::nullopt;
    point->decimals = std::max(decimals_of_metres(x), decimals_of_metres(y));
    return point;
  }
  Point point{x.value, y.value, std::max(x.decimals, y.decimals)};
  if (std::abs(point.latitude) > 90) std::swap(point.longitude, point.latitude);
  if (!is_on_earth(point)) return std::nullopt;
  return point;
}

}  // namespace mig::secrets
