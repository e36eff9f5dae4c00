#include "mig/secrets/place/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "mig/secrets/place/projection.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kMostPairs = 256;
constexpr std::size_t kLookedBack = 8;

bool is_whole(double value) {
  return value == std::floor(value);
}

}  // namespace

void Geometry::add(const Number& first, const Number& second) {
  if (pairs_.empty()) begin_ = first.begin;
  begin_ = std::min({begin_, first.begin, second.begin});
  end_ = std::max({end_, first.end, second.end});
  const int decimals = std::max(first.decimals, second.decimals);
  if (pairs_.size() < kMostPairs) {
    pairs_.push_back({first, second});
    finest_ = std::max(finest_, decimals);
  } else if (decimals > finest_) {
    pairs_.back() = {first, second};
    finest_ = decimals;
  }
}

std::vector<Point> Geometry::points() const {
  std::vector<Point> points;
  bool is_fine = false;
  for (const Pair& pair : pairs_) {
    const bool swapped = order_ == AxisOrder::latitude_first;
    const Number& x = swapped ? pair.second : pair.first;
    const Number& y = swapped ? pair.first : pair.second;
    const auto point = point_of(x, y, srid_);
    if (!point) return {};
    is_fine = is_fine || (is_projected(srid_) ? x.value != 0 || y.value != 0
                                              : !is_whole(x.value) || !is_whole(y.value));
    points.push_back(*point);
  }
  if (!is_fine) return {};
  const bool tells = std::any_of(points.begin(), points.end(),
                                 [](const Point& point) { return point.decimals >= 1; });
  if (!tells) points.clear();
  return points;
}

bool add_geometry(std::string_view text, const Geometry& geometry, std::string_view subject,
                  Detections& found, Confidence confidence, std::uint8_t rank) {
  if (geometry.empty()) return false;
  auto points = geometry.points();
  if (points.empty()) return false;
  // A part of a collection, or the same place by another of its words.
  if (is_covered(found, geometry.begin()) && is_covered(found, geometry.end() - 1)) return true;
  Detection detection;
  detection.rule = kCoordinateRule;
  detection.span = {static_cast<std::uint32_t>(geometry.begin()),
                    static_cast<std::uint32_t>(geometry.end())};
  detection.confidence = confidence;
  detection.rank = rank;
  detection.subject = std::string(subject);
  detection.value = std::string(text.substr(geometry.begin(), geometry.end() - geometry.begin()));
  detection.points = std::move(points);
  found.push_back(std::move(detection));
  return true;
}

bool is_covered(const Detections& found, std::size_t at) {
  const std::size_t looked = std::min(found.size(), kLookedBack);
  return std::any_of(found.rbegin(), found.rbegin() + static_cast<std::ptrdiff_t>(looked),
                     [at](const Detection& one) {
                       return !one.points.empty() && one.span.begin <= at && at < one.span.end;
                     });
}

}  // namespace mig::secrets
