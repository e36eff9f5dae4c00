#include "mig/secrets/sql/escapes.hpp"

#include <cstdint>

#include "mig/secrets/character.hpp"

namespace mig::secrets {
namespace {

void append_code_point(std::string& value, std::uint32_t code) {
  const auto byte = [&](std::uint32_t bits) { value.push_back(static_cast<char>(bits)); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0 | (code >> 6U));
    byte(0x80 | (code & 0x3FU));
  } else if (code < 0x10000) {
    byte(0xE0 | (code >> 12U));
    byte(0x80 | ((code >> 6U) & 0x3FU));
    byte(0x80 | (code & 0x3FU));
  } else {
    byte(0xF0 | ((code >> 18U) & 0x07U));
    byte(0x80 | ((code >> 12U) & 0x3FU));
    byte(0x80 | ((code >> 6U) & 0x3FU));
    byte(0x80 | (code & 0x3FU));
  }
}

/// At most `most` digits of a base; answers how many there were.
std::size_t read_digits(std::string_view text, unsigned base, std::size_t most,
                        std::uint32_t& code) {
  std::size_t count = 0;
  code = 0;
  while (count < most && count < text.size() && hex_value(text[count]) < base) {
    code = code * base + hex_value(text[count]);
    ++count;
  }
  return count;
}

/// One escape of E'' behind its backslash; answers how many bytes it takes.
std::size_t append_escape(std::string& value, std::string_view rest) {
  if (rest.empty()) return 0;
  std::uint32_t code = 0;
  const char kind = rest.front();
  if (kind == 'x' || kind == 'u' || kind == 'U') {
    const std::size_t most = kind == 'x' ? 2 : kind == 'u' ? 4 : 8;
    const auto count = read_digits(rest.substr(1), 16, most, code);
    if (count > 0) {
      append_code_point(value, code);
      return 1 + count;
    }
  }
  if (const auto count = read_digits(rest, 8, 3, code); count > 0) {
    append_code_point(value, code);
    return count;
  }
  static constexpr std::string_view kNames = "bfnrt";
  static constexpr std::string_view kBytes = "\b\f\n\r\t";
  const auto name = kNames.find(kind);
  value.push_back(name == std::string_view::npos ? kind : kBytes[name]);
  return 1;
}

}  // namespace

std::string unescaped(std::string_view raw) {
  std::string value;
  for (std::size_t i = 0; i < raw.size();) {
    if (raw[i] == '\\') {
      i += 1 + append_escape(value, raw.substr(i + 1));
    } else {
      value.push_back(raw[i++]);
    }
  }
  return value;
}

std::string unicode_decoded(std::string_view raw, char escape) {
  std::string value;
  for (std::size_t i = 0; i < raw.size();) {
    std::uint32_t code = 0;
    if (raw[i] != escape) {
      value.push_back(raw[i++]);
    } else if (at_or_nul(raw, i + 1) == '+' && read_digits(raw.substr(i + 2), 16, 6, code) == 6) {
      append_code_point(value, code);
      i += 8;
    } else if (read_digits(raw.substr(i + 1), 16, 4, code) == 4) {
      append_code_point(value, code);
      i += 5;
    } else {
      value.push_back(escape);
      i += at_or_nul(raw, i + 1) == escape ? 2U : 1U;
    }
  }
  return value;
}

}  // namespace mig::secrets
