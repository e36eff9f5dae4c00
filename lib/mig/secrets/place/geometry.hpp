#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "mig/secrets/detection.hpp"
#include "mig/secrets/place/number.hpp"

namespace mig::secrets {

/// Which number of a pair is written first.
enum class AxisOrder : std::uint8_t { longitude_first, latitude_first };

/// What is collected while the grammar of a geometry is read: numbers, from the first to the last.
class Geometry {
 public:
  explicit Geometry(AxisOrder order = AxisOrder::longitude_first) : order_(order) {}

  /// Adds a pair as it is written. The reference system may be told later.
  void add(const Number& first, const Number& second);
  /// The reference system, as EPSG numbers it; 0 stays "not told".
  void set_srid(int srid) { srid_ = srid; }
  /// Widens what is covered, for values whose bytes before the numbers belong to them.
  void cover(std::size_t begin, std::size_t end) {
    begin_ = begin;
    end_ = end;
  }
  int srid() const { return srid_; }
  bool empty() const { return pairs_.empty(); }
  std::size_t begin() const { return begin_; }
  std::size_t end() const { return end_; }

  /// What it places; empty when the numbers are no place on earth, or tell nothing finer than a
  /// degree.
  std::vector<Point> points() const;

 private:
  struct Pair {
    Number first;
    Number second;
  };

  AxisOrder order_;
  int srid_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  int finest_ = -1;
  std::vector<Pair> pairs_;  // a bounded number of them, the finest among them
};

/// Adds a detection for a geometry that places something. Spans are offsets in `text`.
bool add_geometry(std::string_view text, const Geometry& geometry, std::string_view subject,
                  Detections& found, Confidence confidence = Confidence::high,
                  std::uint8_t rank = rank::kText);

/// Whether a place found just before covers a position: a hit within what was read.
bool is_covered(const Detections& found, std::size_t at);

inline constexpr std::string_view kCoordinateRule = "location-coordinate";
inline constexpr std::string_view kGridRule = "location-grid-reference";

}  // namespace mig::secrets
