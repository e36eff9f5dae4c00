#pragma once

#include <string>
#include <string_view>

#include "mig/base/result.hpp"

namespace mig::io {

/// Writes a file that nobody but its owner may read, never over something that is there: what holds
/// a secret must not be lost by a second call. fsync included; no part is left behind.
Result<void> write_new_private_file(const std::string& path, std::string_view bytes);

}  // namespace mig::io
