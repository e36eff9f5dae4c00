#pragma once

#include <span>
#include <string_view>

#include "mig/secrets/detection.hpp"
#include "mig/secrets/text.hpp"

namespace mig::secrets {

/// Literals of command lines that take a credential: "pgpassword", "sqlcmd", "redis-cli", ...
/// Lower case, matched whatever the case.
std::span<const std::string_view> command_literals();

/// Looks at one hit of one of them.
void find_command(const Text& text, Hit hit, Detections& found);

}  // namespace mig::secrets
