#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mig::secrets::layer {

enum class Radix : unsigned char { base64, base32, hex };

/// Digits of a blob that is broken over lines: every line but the last is as long as the second.
class WrappedDigits {
 public:
  WrappedDigits(std::string_view text, Radix radix, std::size_t begin, std::size_t end)
      : text_(text), radix_(radix), begin_(begin), end_(end) {}

  /// Decodes from the beginning, over all lines that belong to it, as long as it stays a text when
  /// it has to be one. Returns where in the source it ended.
  std::size_t decode(std::string& out, bool as_text);
  /// The first bytes only, of the first line.
  static std::string taste(std::string_view digits, Radix radix, std::size_t bytes);

 private:
  bool next_line();

  std::string_view text_;
  Radix radix_;
  std::size_t begin_;
  std::size_t end_;
  std::size_t width_ = 0;  ///< of the second line; none may be longer
  bool is_last_ = false;
};

inline constexpr std::uint8_t kNoDigit = 0xFF;

/// Value of a digit; kNoDigit for all other bytes. base64 takes both of its alphabets.
extern const std::array<std::uint8_t, 256> kBase64Digits;
extern const std::array<std::uint8_t, 256> kBase32Digits;
extern const std::array<std::uint8_t, 256> kHexDigits;
const std::array<std::uint8_t, 256>& digits_of(Radix radix);

inline bool is_digit_of(const std::array<std::uint8_t, 256>& digits, char byte) {
  return digits[static_cast<unsigned char>(byte)] != kNoDigit;
}

}  // namespace mig::secrets::layer
