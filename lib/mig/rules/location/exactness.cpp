#include "mig/rules/location/exactness.hpp"

#include <fmt/format.h>

#include <optional>

#include "mig/rules/found_value.hpp"

namespace mig::rules::location_rules {
namespace {

/// Why a place may not stand where it does; nothing when it may.
std::optional<std::string> objection(const contract::CoordinatePolicy& policy,
                                     const secrets::Point& point) {
  if (policy.restricted_areas.empty()) {
    if (point.decimals <= policy.published_decimals) return std::nullopt;
    return fmt::format("{} decimals, {} are published", point.decimals, policy.published_decimals);
  }
  for (const auto& area : policy.restricted_areas) {
    const int published = area.published_decimals.value_or(policy.published_decimals);
    if (point.decimals <= published || !area.holds(point.longitude, point.latitude)) continue;
    return fmt::format("{} decimals, {} are published of {}", point.decimals, published, area.name);
  }
  return std::nullopt;
}

}  // namespace

void report_place(const bundle::ScannedFile& file, const secrets::Detection& detection,
                  std::string_view what, Reporter& reporter) {
  for (const auto& point : detection.points) {
    const auto why = objection(file.policy->coordinates, point);
    if (!why) continue;
    report_in_role(file, detection, fmt::format("{} ({})", what, *why), reporter);
    return;
  }
  // A place that could not be read as numbers is somewhere: it may be in any of the areas.
  if (detection.points.empty()) report_in_role(file, detection, what, reporter);
}

}  // namespace mig::rules::location_rules
