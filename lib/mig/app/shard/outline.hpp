#pragma once

#include <string>
#include <vector>

#include "mig/base/result.hpp"
#include "mig/bundle/facts.hpp"

namespace mig::app {

/// Digest of what the judgement of a repository keeps of one bundle and its `searched` files. A
/// part tells it, and a merge that reads the bundle again has to come to the same.
Result<std::string> outline_digest(const bundle::BundleSummary& summary,
                                   const std::vector<std::string>& searched);

}  // namespace mig::app
