#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace mig::pattern {

inline bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

/// Takes exactly `count` digits (at most nine) off the front of `text`.
inline std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (const char letter : text.substr(0, count)) {
    if (!is_digit(letter)) return std::nullopt;
    value = value * 10 + (letter - '0');
  }
  text.remove_prefix(count);
  return value;
}

/// Takes one literal character off the front of `text`.
inline bool take(std::string_view& text, char expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace mig::pattern
