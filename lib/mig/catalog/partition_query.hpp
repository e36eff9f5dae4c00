#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mig/catalog/evaluate.hpp"
#include "mig/catalog/session.hpp"

namespace mig::catalog {

/// The one question about the system catalog that migrations ask in loops: the names of the
/// partitions of a table, out of pg_inherits. Nothing for every other query, and where the catalog
/// is not known as a whole.
std::optional<std::vector<std::string>> partition_names(Session& session, Node select,
                                                        const Variables& variables);

}  // namespace mig::catalog
