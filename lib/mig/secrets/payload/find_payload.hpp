#pragma once

#include <optional>
#include <string_view>

#include "mig/secrets/detection.hpp"
#include "mig/secrets/text.hpp"

namespace mig::secrets {

/// Whether a file as a whole is data that does not belong beside migrations: an archive, a dump,
/// rows, a key store, a large binary. By content; a name alone decides nothing.
std::optional<Detection> find_payload(std::string_view path, std::string_view bytes,
                                      FileRole role);

}  // namespace mig::secrets
