#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mig::report {

/// Bytes of any kind as printable UTF-8, so that JSON carries them without loss: '%', control
/// characters and what is no UTF-8 become "%XX", byte by byte.
std::string shard_text(std::string_view bytes);

/// The bytes that such a text stands for; nothing when a '%' is not followed by two digits.
std::optional<std::string> bytes_of_shard_text(std::string_view text);

}  // namespace mig::report
