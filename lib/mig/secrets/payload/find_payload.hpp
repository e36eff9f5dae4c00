#pragma once

#include <optional>
#include <string_view>

#include "mig/secrets/detection.hpp"
#include "mig/secrets/text.hpp"

namespace mig::secrets {

/// Whether a file as a whole is what no repository of migrations holds: an archive, a dump, a data
/// file, a store of keys, or another binary. The content decides; a name alone never does. The span
/// is the first line, the value is empty.
std::optional<Detection> find_payload(std::string_view path, std::string_view bytes, FileRole role);

}  // namespace mig::secrets
