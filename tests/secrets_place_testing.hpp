#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mig/secrets/character.hpp"
#include "mig/secrets/place/find_places.hpp"

namespace mig::secrets {

// What a search for the literals would do, hit by hit.
inline Detections places(std::string_view bytes, bool in_text = false) {
  const Text text{"notes.md", bytes, FileRole::evidence, 0};
  Detections found;
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (std::string_view literal : place_literals()) {
      if (bytes.size() - at < literal.size()) continue;
      const auto same = [](char a, char b) { return a == folded(b); };
      if (std::equal(literal.begin(), literal.end(), bytes.begin() + static_cast<long>(at), same))
        find_place(
            text, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + literal.size())},
            found);
    }
  if (in_text) find_places_in_text(text, found);
  return found;
}

inline void expect_place(std::string_view bytes, std::string_view covered, double longitude,
                         double latitude, int decimals) {
  const auto found = places(bytes, true);
  ASSERT_FALSE(found.empty()) << bytes;
  const Detection& one = found.front();
  EXPECT_EQ(bytes.substr(one.span.begin, one.span.end - one.span.begin), covered);
  EXPECT_EQ(one.rule, "location-coordinate");
  ASSERT_FALSE(one.points.empty());
  EXPECT_NEAR(one.points[0].longitude, longitude, 0.001) << bytes;
  EXPECT_NEAR(one.points[0].latitude, latitude, 0.001) << bytes;
  int finest = 0;
  for (const Point& point : one.points) finest = std::max(finest, point.decimals);
  EXPECT_EQ(finest, decimals) << bytes;
}

inline void expect_none(std::string_view bytes) {
  for (const Detection& one : places(bytes, true))
    ADD_FAILURE() << bytes << ": " << one.rule << " " << one.value;
}

struct Value {
  std::string_view column;
  std::string value;
};

inline Detections in_row(const std::vector<Value>& values) {
  Row row;
  row.table = "sites";
  std::uint32_t at = 10;
  for (const Value& value : values) {
    const auto size = static_cast<std::uint32_t>(value.value.size());
    row.cells.push_back({value.column, value.value, {at, at + size}, true});
    at += size + 2;
  }
  Detections found;
  find_places_in_row(row, found);
  return found;
}

inline int finest_in_row(const std::vector<Value>& values, std::string_view rule) {
  int finest = -1;
  for (const Detection& one : in_row(values))
    for (const Point& point : one.points)
      if (one.rule == rule) finest = std::max(finest, point.decimals);
  return finest;
}

inline void expect_some(std::string_view bytes, std::string_view rule = "location-coordinate") {
  const auto found = places(bytes, true);
  ASSERT_FALSE(found.empty()) << bytes;
  EXPECT_EQ(found.front().rule, rule) << bytes;
  EXPECT_EQ(found.front().subject.find(found.front().value), std::string::npos);
}

}  // namespace mig::secrets
