#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mig/base/result.hpp"

namespace mig::history {

/// What a text of git's configuration includes, as it is written there, whatever the conditions.
std::vector<std::string> included_by(std::string_view configuration);

/// Refuses a configuration that is a FIFO or a device, or that includes one.
Result<void> refuse_endless_includes(const std::string& path);

}  // namespace mig::history
