#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "mig/document/value.hpp"

namespace mig::contract {

/// A value that was looked at and may stay where it is.
struct AllowedValue {
  std::string rule;
  std::string path;         ///< glob
  std::string fingerprint;  ///< salted; of the value under that rule in its file
  std::string reason;
  std::string until;  ///< YYYY-MM-DD; empty: for good
};

/// What the policy says about values that were found.
struct SecretPolicy {
  std::string salt;  ///< hexadecimal; empty: no value has a fingerprint
  std::vector<AllowedValue> allow;
};

using LonLat = std::pair<double, double>;

/// A part of the earth whose places are not for everybody.
struct RestrictedArea {
  std::string name;
  std::vector<LonLat> corners;  ///< of a polygon; of a box two: south-west and north-east
  bool is_box = false;
  std::optional<int> published_decimals;

  bool holds(double longitude, double latitude) const;
};

/// How exactly places may be told.
struct CoordinatePolicy {
  int published_decimals = 2;
  std::vector<RestrictedArea> restricted_areas;  ///< none: everywhere
};

void read_secret_policy(const document::LocatedValue& secrets, SecretPolicy& into);
void read_coordinate_policy(const document::LocatedValue& coordinates, CoordinatePolicy& into);
std::string secret_policy_as_yaml(const SecretPolicy& policy);
std::string coordinate_policy_as_yaml(const CoordinatePolicy& policy);

}  // namespace mig::contract
