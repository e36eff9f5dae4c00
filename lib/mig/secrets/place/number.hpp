#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace mig::secrets {

/// A decimal number as it was written.
struct Number {
  double value = 0;
  int decimals = 0;  ///< digits behind the point, trailing zeros included
  int zeros = 0;     ///< zeros at the end of a number without decimals
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The number that begins exactly at `at`: a sign, digits, a point, an exponent. Nothing when more
/// digits are written than any coordinate has, or when a word goes on behind it.
std::optional<Number> read_number(std::string_view text, std::size_t at);

/// The same, but letters may follow at once: `38.4N`, `500123mE`.
std::optional<Number> read_number_with_unit(std::string_view text, std::size_t at);

/// The first position from `at` on that holds no blank.
std::size_t skip_blanks(std::string_view text, std::size_t at);

/// Whether `word` (lower case) stands at `at`, whatever the case of the text.
bool stands_at(std::string_view text, std::size_t at, std::string_view word);

}  // namespace mig::secrets
