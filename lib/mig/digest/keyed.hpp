#pragma once

#include <string>
#include <string_view>

#include "mig/base/result.hpp"

namespace mig::digest {

/// HMAC-SHA256 as 64 lowercase hexadecimal digits. An empty key is refused: what it gave could be
/// computed by anybody who guesses the text.
Result<std::string> hmac_sha256_hex(std::string_view key, std::string_view text);

/// Bytes of the system's generator for secrets.
Result<std::string> random_bytes(std::size_t count);

/// Two lowercase hexadecimal digits for each byte.
std::string hex_of(std::string_view bytes);

/// The bytes that an even number of hexadecimal digits stand for; empty for anything else.
std::string bytes_of_hex(std::string_view hex);

}  // namespace mig::digest
