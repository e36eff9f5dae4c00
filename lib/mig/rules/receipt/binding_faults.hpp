#pragma once

#include <string>

#include "mig/bundle/bound_files.hpp"

namespace mig::rules::receipt_rules {

/// What follows the path of a file in a message: "is sha256:..., but the receipt names sha256:...",
/// "is missing: ...", "is a folder"; empty when its bytes are as named or when something else tells
/// of it (a path that was named before, a digest that is a placeholder).
std::string fault_of(const bundle::BundleFacts& bundle, const bundle::BoundFile& file);

}  // namespace mig::rules::receipt_rules
