#pragma once

#include "mig/catalog/catalog.hpp"
#include "mig/contract/baseline.hpp"

namespace mig::catalog {

/// The catalog that a baseline shows: complete, so that what it does not list does not exist. What
/// a baseline holds as a digest alone (the query of a view, the body of a function, a default) is
/// kept as that digest, so that a statement that replaces it is a change.
Catalog catalog_of(const contract::Baseline& baseline);

}  // namespace mig::catalog
