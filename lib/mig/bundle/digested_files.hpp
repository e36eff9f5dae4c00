#pragma once

#include <vector>

#include "mig/base/result.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/digest/sha256.hpp"

namespace mig::bundle {

/// What the digest of a bundle is made of: migration.yml, every forward and rollback script, and
/// notes.md and plan.json where they are there. Fails when one of them could not be read, with its
/// place.
Result<std::vector<digest::DigestedFile>> digested_files(const BundleFacts& bundle);

}  // namespace mig::bundle
