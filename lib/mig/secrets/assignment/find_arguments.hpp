#pragma once

#include <span>
#include <string_view>

#include "mig/secrets/detection.hpp"
#include "mig/secrets/text.hpp"

namespace mig::secrets {

/// Names of calls and records whose password has a place instead of a name: "getconnection(",
/// "networkcredential(", "random_password", ... Lower case, matched whatever the case.
std::span<const std::string_view> argument_literals();

/// Looks at one hit of one of them.
void find_argument(const Text& text, Hit hit, Detections& found);

}  // namespace mig::secrets
