#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mig::secrets {

/// What the words before a value speak of.
enum class Near : std::uint8_t { phone, ssn, card, address, version };

/// Whether they do, on the same line and not far from it.
bool is_near(std::string_view text, std::size_t at, Near topic);

/// Which national id a value is, by form or by the words before it, if there are any; empty when
/// none.
std::string_view national_title_near(std::string_view text, std::size_t at, std::string_view value,
                                     bool has_words);

}  // namespace mig::secrets
