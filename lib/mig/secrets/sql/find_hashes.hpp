#pragma once

#include <span>
#include <string_view>

#include "mig/secrets/detection.hpp"
#include "mig/secrets/text.hpp"

namespace mig::secrets {

/// Prefixes of password hashes that describe themselves: "$2b$", "$argon2", "scram-sha-256$", ...
std::span<const std::string_view> hash_literals();

/// Looks at one hit of one of them.
void find_hash(const Text& text, Hit hit, Detections& found);

}  // namespace mig::secrets
