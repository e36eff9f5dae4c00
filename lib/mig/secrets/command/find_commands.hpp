#pragma once

#include <span>
#include <string_view>

#include "mig/secrets/detection.hpp"
#include "mig/secrets/text.hpp"

namespace mig::secrets {

/// Literals at which a command line may carry a credential: names of programs, of variables and of
/// options. Lower case, matched whatever the case.
std::span<const std::string_view> command_literals();

/// Looks at one hit of one of them: rule secret-command-line.
void find_command(const Text& text, Hit hit, Detections& found);

}  // namespace mig::secrets
