#pragma once

#include <cstddef>
#include <string_view>

#include "mig/secrets/character.hpp"

namespace mig::secrets {

// Of ASCII alone, whatever the locale: what the C library says of bytes depends on it.

constexpr bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}
constexpr bool is_lower(char byte) {
  return byte >= 'a' && byte <= 'z';
}
constexpr bool is_upper(char byte) {
  return byte >= 'A' && byte <= 'Z';
}
constexpr bool is_letter(char byte) {
  return is_lower(byte) || is_upper(byte);
}
constexpr bool is_alnum(char byte) {
  return is_letter(byte) || is_digit(byte);
}
constexpr bool is_word_byte(char byte) {
  return is_alnum(byte) || byte == '_';
}
constexpr bool is_hex(char byte) {
  return is_digit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

/// Value of a hex digit; 16 for all else.
constexpr unsigned hex_value(char byte) {
  if (is_digit(byte)) return static_cast<unsigned>(byte - '0');
  if (byte >= 'a' && byte <= 'f') return static_cast<unsigned>(byte - 'a') + 10;
  if (byte >= 'A' && byte <= 'F') return static_cast<unsigned>(byte - 'A') + 10;
  return 16;
}

/// Of the name of a setting: `spring.datasource-password`.
constexpr bool is_setting_byte(char byte) {
  return is_word_byte(byte) || byte == '.' || byte == '-';
}

/// A byte of a character beyond ASCII.
constexpr bool is_high(char byte) {
  return static_cast<unsigned char>(byte) >= 0x80U;
}

/// Within a line.
constexpr bool is_blank(char byte) {
  return byte == ' ' || byte == '\t';
}
/// Over lines too.
constexpr bool is_space(char byte) {
  return is_blank(byte) || byte == '\n' || byte == '\r' || byte == '\f';
}

constexpr bool is_quote(char byte) {
  return byte == '"' || byte == '\'';
}
constexpr bool is_quote_or_tick(char byte) {
  return is_quote(byte) || byte == '`';
}

/// A capital letter as a small one; all else as it is.
constexpr char folded(char byte) {
  return is_upper(byte) ? static_cast<char>(byte - 'A' + 'a') : byte;
}
/// A small letter as a capital one; all else as it is.
constexpr char raised(char byte) {
  return is_lower(byte) ? static_cast<char>(byte - 'a' + 'A') : byte;
}

/// The byte at a position, or NUL behind the end: spares bounds checks in grammars.
constexpr char at_or_nul(std::string_view text, std::size_t at) {
  return at < text.size() ? text[at] : '\0';
}

}  // namespace mig::secrets
