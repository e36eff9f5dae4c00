#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mig/base/result.hpp"
#include "mig/bundle/comparison.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/bundle/lost_owners.hpp"

namespace mig::bundle {

/// Everything that somebody has to own: the gate and what lies beneath the migrations roots, now
/// and at the base, `files` of owners, and names that may come. Those hold letters that are made of
/// `seed`, so that no line can be written for just them. Sorted, each once.
Result<std::vector<OwnedPath>> owned_paths(const RepositoryFacts& repository,
                                           const RepositoryComparison& comparison,
                                           const std::vector<OwnedPath>& files,
                                           std::string_view seed);

}  // namespace mig::bundle
