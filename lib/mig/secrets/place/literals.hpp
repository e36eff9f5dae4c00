#pragma once

#include <span>
#include <string_view>

#include "mig/secrets/detection.hpp"
#include "mig/secrets/text.hpp"

namespace mig::secrets {

/// What is looked at where a literal stands.
struct PlaceLiteral {
  std::string_view literal;
  void (*look)(std::string_view text, Hit hit, Detections& found);
};

/// Literals of the forms that are words, and what looks at each.
std::span<const PlaceLiteral> place_words();

/// Around the sign of a degree.
void look_at_degree(std::string_view text, Hit hit, Detections& found);

/// Hex digits that begin well-known binary.
void look_at_wkb(std::string_view text, Hit hit, Detections& found);

}  // namespace mig::secrets
