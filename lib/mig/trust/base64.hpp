#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mig::trust {

enum class Base64Alphabet : std::uint8_t {
  standard,  ///< `+` and `/` (RFC 4648, 4)
  either,    ///< or `-` and `_` (RFC 4648, 5), never mixed: what DSSE allows
};

/// The bytes that a padded base64 text stands for. Nothing for any text that encoding those bytes
/// again would not give: white space, missing padding, bits that stand for nothing.
std::optional<std::string> decode_base64(std::string_view text, Base64Alphabet alphabet);

/// Standard alphabet, padded, on one line.
std::string encode_base64(std::string_view bytes);

}  // namespace mig::trust
