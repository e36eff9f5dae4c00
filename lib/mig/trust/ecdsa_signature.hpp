#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mig/trust/key.hpp"

namespace mig::trust {

/// The DER of an ECDSA signature over P-256 that is written in the given encoding. Nothing for what
/// is malformed: not minimal DER, another length, numbers that are negative, zero or not below the
/// order of the curve.
std::optional<std::string> ecdsa_der(SignatureEncoding encoding, std::string_view signature);

/// The DER that the library made, in the given encoding.
std::optional<std::string> ecdsa_in(SignatureEncoding encoding, std::string_view der);

}  // namespace mig::trust
