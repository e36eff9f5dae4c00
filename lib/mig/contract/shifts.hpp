#pragma once

#include <vector>

#include "mig/contract/direction.hpp"
#include "mig/contract/shift_places.hpp"

namespace mig::contract {

/// A shift, and how its value is found in the document of what is there now.
struct PlacedShift {
  Shift shift;
  std::vector<Step> path;
};

std::vector<PlacedShift> placed_shifts(DocumentKind kind, const document::LocatedValue& before,
                                       const document::LocatedValue& after);

}  // namespace mig::contract
