#pragma once

#include <string_view>
#include <vector>

#include "mig/catalog/catalog.hpp"
#include "mig/catalog/delta.hpp"
#include "mig/effect/effect.hpp"
#include "mig/sql/script.hpp"

namespace mig::catalog {

/// What a script would do, read without running it.
struct Prediction {
  Catalog after;
  std::vector<effect::Effect> effects;  ///< in the order of the statements
  std::vector<sql::Fact> facts;
  std::vector<sql::SyntaxFault> faults;  ///< not empty: the prediction is not complete
  std::size_t statements = 0;

  bool opaque() const;
};

/// Lets a script transform a copy of the catalog.
Prediction predict(const Catalog& before, std::string_view script);

}  // namespace mig::catalog
