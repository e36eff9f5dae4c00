#pragma once

#include <cstdint>
#include <string_view>

namespace mig::secrets {

/// What the name of a key, variable or column says of its value.
enum class NameStrength : std::uint8_t {
  none,    ///< nothing, or something about a credential (its type, its lifetime)
  weak,    ///< a key or token: only a value that looks random is one
  strong,  ///< a password or secret: any value that is written out is one
};

/// Judges a name in any spelling: DB_PASSWORD, dbPassword, "database.password", client-secret.
NameStrength strength_of(std::string_view name);

/// Whether its last word is one for a password: what it is given then is one even when it is a
/// plain word.
bool ends_in_password(std::string_view name);

}  // namespace mig::secrets
