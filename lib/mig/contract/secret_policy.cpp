#include "mig/contract/secret_policy.hpp"

#include <fmt/format.h>

#include <iterator>

#include "mig/contract/field.hpp"
#include "mig/contract/yaml_text.hpp"

namespace mig::contract {
namespace {

using document::LocatedValue;

void read_text(const LocatedValue& object, std::string_view key, std::string& into) {
  if (auto text = string_member(object, key)) into = std::move(text->value);
}

std::optional<int> small_member(const LocatedValue& object, std::string_view key) {
  const auto number = integer_member(object, key);
  if (!number) return std::nullopt;
  return static_cast<int>(number->value);
}

std::vector<double> numbers_of(const LocatedValue& list) {
  std::vector<double> numbers;
  if (list.array() == nullptr) return numbers;
  for (const auto& item : *list.array()) {
    if (item.is_numeric()) numbers.push_back(item.as_double());
  }
  return numbers;
}

RestrictedArea read_area(const LocatedValue& item) {
  RestrictedArea area;
  read_text(item, "name", area.name);
  area.published_decimals = small_member(item, "published_decimals");
  if (const auto* box = member(item, "bbox")) {
    const auto sides = numbers_of(*box);
    area.is_box = true;
    if (sides.size() == 4) area.corners = {{sides[0], sides[1]}, {sides[2], sides[3]}};
  }
  if (const auto* ring = member(item, "polygon"); ring != nullptr && ring->array() != nullptr) {
    for (const auto& corner : *ring->array()) {
      const auto pair = numbers_of(corner);
      if (pair.size() == 2) area.corners.emplace_back(pair[0], pair[1]);
    }
  }
  return area;
}

std::string area_as_yaml(const RestrictedArea& area) {
  std::string out = fmt::format("    - name: {}\n", yaml_quoted(area.name));
  if (area.is_box) {
    out += fmt::format("      bbox: [{}, {}, {}, {}]\n", area.corners.front().first,
                       area.corners.front().second, area.corners.back().first,
                       area.corners.back().second);
  } else {
    std::string corners;
    for (const auto& [longitude, latitude] : area.corners) {
      corners += fmt::format("{}[{}, {}]", corners.empty() ? "" : ", ", longitude, latitude);
    }
    out += fmt::format("      polygon: [{}]\n", corners);
  }
  if (area.published_decimals) {
    out += fmt::format("      published_decimals: {}\n", *area.published_decimals);
  }
  return out;
}

}  // namespace

bool RestrictedArea::holds(double longitude, double latitude) const {
  if (is_box) {
    // What could not be read as a box restricts everything, rather than nothing.
    if (corners.size() != 2) return true;
    const auto& [west, south] = corners[0];
    const auto& [east, north] = corners[1];
    const bool is_between = west <= east ? longitude >= west && longitude <= east
                                         : longitude >= west || longitude <= east;
    return is_between && latitude >= south && latitude <= north;
  }
  bool is_inside = false;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const auto& [x1, y1] = corners[i];
    const auto& [x2, y2] = corners[(i + 1) % corners.size()];
    const bool crosses = (y1 > latitude) != (y2 > latitude);
    if (crosses && longitude < x1 + (latitude - y1) / (y2 - y1) * (x2 - x1)) is_inside = !is_inside;
  }
  return is_inside;
}

void read_secret_policy(const LocatedValue& secrets, SecretPolicy& into) {
  read_text(secrets, "salt", into.salt);
  const auto* allow = member(secrets, "allow");
  if (allow == nullptr || allow->array() == nullptr) return;
  for (const auto& item : *allow->array()) {
    AllowedValue allowed;
    read_text(item, "rule", allowed.rule);
    read_text(item, "path", allowed.path);
    read_text(item, "fingerprint", allowed.fingerprint);
    read_text(item, "reason", allowed.reason);
    read_text(item, "until", allowed.until);
    into.allow.push_back(std::move(allowed));
  }
}

void read_coordinate_policy(const LocatedValue& coordinates, CoordinatePolicy& into) {
  into.published_decimals =
      small_member(coordinates, "published_decimals").value_or(into.published_decimals);
  const auto* areas = member(coordinates, "restricted_areas");
  if (areas == nullptr || areas->array() == nullptr) return;
  for (const auto& item : *areas->array()) into.restricted_areas.push_back(read_area(item));
}

std::string secret_policy_as_yaml(const SecretPolicy& policy) {
  std::string out = fmt::format("secrets:\n  salt: {}\n", yaml_quoted(policy.salt));
  out += policy.allow.empty() ? "  allow: []\n" : "  allow:\n";
  for (const auto& allowed : policy.allow) {
    fmt::format_to(std::back_inserter(out), "    - rule: {}\n      path: {}\n", allowed.rule,
                   yaml_quoted(allowed.path));
    fmt::format_to(std::back_inserter(out), "      fingerprint: {}\n      reason: {}\n",
                   yaml_quoted(allowed.fingerprint), yaml_quoted(allowed.reason));
    if (!allowed.until.empty()) out += fmt::format("      until: {}\n", yaml_quoted(allowed.until));
  }
  return out;
}

std::string coordinate_policy_as_yaml(const CoordinatePolicy& policy) {
  std::string out =
      fmt::format("coordinates:\n  published_decimals: {}\n", policy.published_decimals);
  out += policy.restricted_areas.empty() ? "  restricted_areas: []\n" : "  restricted_areas:\n";
  for (const auto& area : policy.restricted_areas) out += area_as_yaml(area);
  return out;
}

}  // namespace mig::contract
