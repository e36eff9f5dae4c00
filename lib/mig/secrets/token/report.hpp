#pragma once

#include <string_view>

#include "mig/secrets/detection.hpp"
#include "mig/secrets/token/format.hpp"

namespace mig::secrets {

/// Adds one token, unless the last hit added it already.
void report(const TokenFormat& format, std::string_view bytes, Span span, Detections& found);

}  // namespace mig::secrets
