#pragma once

#include <string_view>
#include <vector>

#include "mig/catalog/catalog.hpp"
#include "mig/catalog/delta.hpp"
#include "mig/catalog/hazard.hpp"
#include "mig/catalog/obstacle.hpp"
#include "mig/effect/effect.hpp"
#include "mig/sql/script.hpp"

namespace mig::catalog {

/// What a script would do, read without running it.
struct Prediction {
  Catalog after;
  effect::Effects effects;      ///< in the order of the statements
  std::vector<Hazard> hazards;  ///< in the order of the statements; those of the whole come last
  std::vector<Obstacle> obstacles;  ///< in the order of the statements
  std::set<Id> conditional;         ///< what was written where the script may not go
  std::vector<sql::Fact> facts;
  std::vector<sql::SyntaxFault> faults;  ///< not empty: the prediction is not complete
  std::size_t statements = 0;

  bool opaque() const;
};

/// Lets a script transform the catalog that is handed over. Hazards take objects whose id is below
/// `first_new` for those that were there before the change; 0: all that are in `before`.
Prediction predict(Catalog before, std::string_view script, Id first_new = 0);

}  // namespace mig::catalog
