#pragma once

#include <vector>

#include "mig/history/repository.hpp"
#include "mig/history/tree_difference.hpp"

namespace mig::history {

/// Pairs what is gone with what is new where one became the other, and sorts by path.
Result<std::vector<Change>> with_renames(const ObjectStore& objects,
                                         const std::vector<Difference>& differences);

}  // namespace mig::history
