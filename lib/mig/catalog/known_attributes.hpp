#pragma once

#include <utility>
#include <vector>

#include "mig/catalog/catalog.hpp"
#include "mig/contract/baseline.hpp"

namespace mig::catalog {

/// What a baseline that was captured now would have to say of an object, as far as the catalog is
/// sure of it. Sorted; empty for what was only taken for granted.
std::vector<std::pair<contract::Attribute, contract::AttributeValue>> known_attributes(
    const Catalog& catalog, Id id);

}  // namespace mig::catalog
