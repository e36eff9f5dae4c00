#pragma once

#include <span>
#include <string_view>

#include "mig/secrets/detection.hpp"
#include "mig/secrets/text.hpp"

namespace mig::secrets {

/// Parts of names of credentials, lower case.
std::span<const std::string_view> assignment_literals();

/// Looks at one hit of one of them. Answers up to where the name goes on, so that its other parts
/// need no look of their own.
std::uint32_t find_assignment(const Text& text, Hit hit, Detections& found);

}  // namespace mig::secrets
