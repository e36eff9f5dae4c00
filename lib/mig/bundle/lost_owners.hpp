#pragma once

#include <string>
#include <vector>

#include "mig/bundle/owners_facts.hpp"
#include "mig/contract/code_owners.hpp"

namespace mig::bundle {

/// A path that somebody has to own.
struct OwnedPath {
  std::string path;
  bool is_there = true;  ///< else it may come
};

/// The owners that a platform reads, and from where.
struct OwnersInForce {
  std::string file;  ///< empty: there is none
  contract::CodeOwners owners;
};

/// Paths of which an owner is missing, of which nobody has to approve any more, or fewer. What is
/// alike is folded, so that there are a handful at most. `paths` are best sorted.
std::vector<LostOwners> lost_owners(const OwnersInForce& before, const OwnersInForce& now,
                                    const std::vector<OwnedPath>& paths,
                                    const std::string& platform);

}  // namespace mig::bundle
