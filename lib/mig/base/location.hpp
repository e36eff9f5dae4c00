#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace mig {

/// A half-open range of byte offsets inside one document.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend auto operator<=>(const Span&, const Span&) = default;
};

/// A place in a text as a person counts it: both 1-based, columns in Unicode code points.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend auto operator<=>(const Position&, const Position&) = default;
};

/// From `begin` up to, not including, `end` (as SARIF counts).
struct Region {
  Position begin;
  Position end;
  friend auto operator<=>(const Region&, const Region&) = default;
};

/// A file, relative to the repository root with '/' separators, and where in it. A fault of the
/// whole file, such as its absence, has no region.
struct Location {
  std::string path;
  std::optional<Region> region;
  friend auto operator<=>(const Location&, const Location&) = default;
};

}  // namespace mig
