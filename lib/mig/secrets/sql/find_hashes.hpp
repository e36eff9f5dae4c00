#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "mig/secrets/detection.hpp"
#include "mig/secrets/text.hpp"

namespace mig::secrets {

/// Literals that a stored password hash begins with: "$2b$", "$argon2", "pbkdf2_", ...
std::span<const std::string_view> hash_literals();

/// Looks at one hit of one of them, in a text of any kind: rule secret-password-hash.
void find_hash(const Text& text, Hit hit, Detections& found);

/// How many bytes at the front of `text` are a hash that tells its own scheme; 0 for none.
std::size_t hash_length(std::string_view text);

/// Whether a whole value is a hash of a scheme that only databases write: `md5` of PostgreSQL, `*`
/// of MySQL, `S:` of Oracle, `0x0200` of SQL Server.
bool is_database_hash(std::string_view value);

/// Whether a value is nothing but the hexadecimal digits of a digest.
bool is_hex_digest(std::string_view value);

}  // namespace mig::secrets
