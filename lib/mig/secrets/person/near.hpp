#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mig::secrets {

/// What the words before a value speak of.
enum class Near : std::uint8_t { phone, ssn, card, address, version };

/// Whether they do, on the same line and not far from it.
bool is_near(std::string_view text, std::size_t at, Near topic);

/// Whether any word stands there at all: spares the search in columns of numbers.
bool has_word_before(std::string_view text, std::size_t at);

/// Which national id a value is, by form or by the words before it; empty when none.
std::string_view national_title_near(std::string_view text, std::size_t at, std::string_view value);

}  // namespace mig::secrets
