#pragma once

#include <string>

#include "mig/app/outcome.hpp"
#include "mig/app/targets.hpp"
#include "mig/base/result.hpp"

namespace mig::app {

/// Digest of everything on disk that a verdict may rest on: `.mig`, the migrations roots, and every
/// bundle that is judged or registered, wherever it lies; with a base also of whether git tracks
/// it. Parts that were judged over other bytes cannot be put together, whatever commit is checked
/// out.
Result<std::string> files_digest(const Run& run, const Targets& targets);

}  // namespace mig::app
