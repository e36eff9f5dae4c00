#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "mig/secrets/detection.hpp"

namespace mig::secrets {

/// The systems that name a cell of the earth by a short text.
enum class Grid : std::uint8_t {
  mgrs,
  h3,
  geohash,
  plus_code,
  what3words,
  maidenhead,
  s2,
  national,  ///< of the British and Irish surveys
};

/// What a value names in one system; nothing when it is none, or names a cell that is coarse.
/// The point is near the cell and (0, 0) where the system needs a table to be resolved; decimals
/// are those of a degree that tell a cell of that size.
std::optional<Point> read_grid(Grid grid, std::string_view value);

/// The system that the name of a column or a label tells (lower case).
std::optional<Grid> grid_of_name(std::string_view name);

/// Systems whose form alone is rare enough to stand for itself.
std::optional<Grid> grid_of_form(std::string_view value);

/// For reports: "MGRS", "H3 cell", ...
std::string_view title_of(Grid grid);

}  // namespace mig::secrets
