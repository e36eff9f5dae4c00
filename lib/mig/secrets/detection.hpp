#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/location.hpp"

namespace mig::secrets {

/// How sure a detector is that it found what its rule is about.
enum class Confidence : std::uint8_t { low, medium, high };

/// Where two detections overlap the higher rank stays: the more specific one.
namespace rank {
inline constexpr std::uint8_t kGeneric = 10;     ///< an entropy-laden value behind a telling name
inline constexpr std::uint8_t kAssignment = 20;  ///< a value behind the name of a credential
inline constexpr std::uint8_t kText = 30;        ///< a form that stands for itself: e-mail, point
inline constexpr std::uint8_t kCell = 40;        ///< the same with the name of its column
inline constexpr std::uint8_t kStructure = 50;   ///< the grammar of a statement, URL or command
inline constexpr std::uint8_t kToken = 60;       ///< the format of one provider
}  // namespace rank

/// A place on earth, as exactly as it was written.
struct Point {
  double longitude = 0;  ///< degrees, east positive
  double latitude = 0;   ///< degrees, north positive
  int decimals = 0;      ///< of a degree; for grids the decimals that tell a cell of that size
};

/// Something that has to stay out of a repository, at its place. A fact: rules judge it.
struct Detection {
  std::string_view rule;  ///< id of the rule that judges it; static storage
  Span span;              ///< of the value alone, in the text that was searched
  Confidence confidence = Confidence::high;
  std::uint8_t rank = rank::kStructure;
  /// What the value is, in words that are safe to print: "password of role app", "column
  /// patients.ssn". Names only; never the value or a part of it.
  std::string subject;
  /// The value, decoded. Kept in memory to blank it in every output; never printed or stored.
  std::string value;
  std::string_view encoding;  ///< "base64" where the value was hidden in one; static storage
  std::vector<Point> points;  ///< of the `location` family: what the text places
};

using Detections = std::vector<Detection>;

}  // namespace mig::secrets
