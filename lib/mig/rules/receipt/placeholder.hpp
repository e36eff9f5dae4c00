#pragma once

#include <string_view>

namespace mig::rules::receipt_rules {

/// What gives away that hexadecimal digits were typed and not computed: "all zeros", "a pattern
/// that repeats", ...; empty for what a digest can be. A digest meets it by chance once in 10^10.
std::string_view placeholder_in(std::string_view hex);

/// The same for "sha256:<hex>".
std::string_view placeholder_in_digest(std::string_view digest);

}  // namespace mig::rules::receipt_rules
