#pragma once

#include <set>
#include <string>

#include "mig/catalog/catalog.hpp"

namespace mig::catalog {

/// What a stored expression speaks of, however it is spelled: the objects, constants, operators and
/// functions in it. Casts, aliases, the order and the form of lists are left out. Two expressions
/// of another essence differ to the server too; of the same they may.
std::set<std::string> essence_of(const Catalog& catalog, const Parts& expression);

/// Whether it names a column that nobody has seen, so that its meaning is not known.
bool speaks_of_unknown(const Parts& expression);

}  // namespace mig::catalog
