#include "mig/trust/base64.hpp"

#include <array>

namespace mig::trust {
namespace {

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t kNoDigit = 64;

constexpr std::array<std::uint8_t, 256> values_of_digits() {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNoDigit);
  for (std::uint8_t value = 0; value < kDigits.size(); ++value) {
    values[static_cast<unsigned char>(kDigits[value])] = value;
  }
  return values;
}
constexpr auto kValues = values_of_digits();

/// Bytes of a text of the standard alphabet that is known to hold nothing else before its padding.
std::optional<std::string> decode_standard(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::size_t padding = 0;
  while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
  const auto digits = text.substr(0, text.size() - padding);
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t pending = 0;
  unsigned int bits = 0;
  for (const char character : digits) {
    const auto value = kValues[static_cast<unsigned char>(character)];
    if (value == kNoDigit) return std::nullopt;
    pending = (pending << 6U) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push_back(static_cast<char>((pending >> bits) & 0xFFU));
    pending &= (1U << bits) - 1U;
  }
  return bytes;
}

/// The standard spelling of a text that may be written in either alphabet; nothing for both.
std::optional<std::string> standard_spelling(std::string_view text) {
  const bool is_standard = text.find_first_of("+/") != text.npos;
  const bool is_url_safe = text.find_first_of("-_") != text.npos;
  if (is_standard && is_url_safe) return std::nullopt;
  std::string spelling(text);
  for (char& character : spelling) {
    if (character == '-') character = '+';
    if (character == '_') character = '/';
  }
  return spelling;
}

}  // namespace

std::string encode_base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const auto group = bytes.substr(at, 3);
    std::uint32_t pending = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      pending <<= 8U;
      if (i < group.size()) pending |= static_cast<unsigned char>(group[i]);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      const auto value = (pending >> (6U * (3U - i))) & 0x3FU;
      text.push_back(i <= group.size() ? kDigits[value] : '=');
    }
  }
  return text;
}

std::optional<std::string> decode_base64(std::string_view text, Base64Alphabet alphabet) {
  std::string spelling;
  if (alphabet == Base64Alphabet::either) {
    auto standard = standard_spelling(text);
    if (!standard) return std::nullopt;
    spelling = std::move(*standard);
    text = spelling;
  }
  auto bytes = decode_standard(text);
  // One text for each sequence of bytes: bits that stand for nothing would make a second one.
  if (!bytes || encode_base64(*bytes) != text) return std::nullopt;
  return bytes;
}

}  // namespace mig::trust
