#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mig {

/// What stands at one place of a text that claims to be UTF-8.
struct CodePoint {
  char32_t value = 0xFFFD;
  std::size_t size = 1;  ///< bytes that it takes; never 0
  bool valid = false;    ///< false: a broken sequence, to be replaced as a whole by U+FFFD
};

/// Decodes at `at`, which must lie inside the text. Refuses overlong forms, surrogates and values
/// beyond U+10FFFF; a broken sequence ends where the WHATWG decoder ends it.
CodePoint code_point_at(std::string_view text, std::size_t at);

void append_utf8(std::string& out, char32_t value);

}  // namespace mig
