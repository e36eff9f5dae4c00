#include "mig/secrets/layer/digits.hpp"

#include <algorithm>

#include "mig/secrets/layer/text_shape.hpp"

namespace mig::secrets::layer {
namespace {

using Digits = std::array<std::uint8_t, 256>;

constexpr void fill(Digits& digits, std::string_view alphabet, std::uint8_t first = 0) {
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    digits[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(first + i);
  }
}

constexpr Digits none() {
  Digits digits{};
  for (auto& digit : digits) digit = kNoDigit;
  return digits;
}

constexpr Digits base64() {
  Digits digits = none();
  fill(digits, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
  fill(digits, "-_", 62);
  return digits;
}

constexpr Digits base32() {
  Digits digits = none();
  fill(digits, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
  fill(digits, "abcdefghijklmnopqrstuvwxyz");
  return digits;
}

constexpr Digits hex() {
  Digits digits = none();
  fill(digits, "0123456789abcdef");
  fill(digits, "ABCDEF", 10);
  return digits;
}

unsigned bits_of(Radix radix) {
  return radix == Radix::base64 ? 6 : (radix == Radix::base32 ? 5 : 4);
}

/// Bits that wait to become bytes.
struct BitQueue {
  std::uint32_t bits = 0;
  unsigned count = 0;

  void push(std::string& out, std::uint8_t digit, unsigned width) {
    bits = (bits << width) | digit;
    count += width;
    if (count < 8) return;
    count -= 8;
    out.push_back(static_cast<char>((bits >> count) & 0xFFU));
  }
};

}  // namespace

constexpr Digits kBase64Digits = base64();
constexpr Digits kBase32Digits = base32();
constexpr Digits kHexDigits = hex();

const std::array<std::uint8_t, 256>& digits_of(Radix radix) {
  return radix == Radix::base64 ? kBase64Digits
                                : (radix == Radix::base32 ? kBase32Digits : kHexDigits);
}

std::string WrappedDigits::taste(std::string_view digits, Radix radix, std::size_t bytes) {
  std::string out;
  BitQueue queue;
  for (const char digit : digits) {
    if (out.size() >= bytes) break;
    queue.push(out, digits_of(radix)[static_cast<unsigned char>(digit)], bits_of(radix));
  }
  return out;
}

/// Moves to the digits of the following line when they go on with these. A line that is longer
/// than the one before, or holds anything else, belongs to something else.
bool WrappedDigits::next_line() {
  constexpr std::size_t kMostIndent = 64;
  const std::size_t size = text_.size();
  std::size_t at = end_;
  if (is_last_) return false;
  if (at < size && text_[at] == '\r') ++at;
  if (at >= size || text_[at] != '\n') return false;
  const std::size_t most = std::min(size, ++at + kMostIndent);
  const auto is_margin = [](char byte) {
    return byte == ' ' || byte == '\t' || byte == '#' || byte == '*' || byte == '>';
  };
  while (at < most && is_margin(text_[at])) ++at;
  if (at + 3 < size && text_.substr(at, 3) == "-- ") at += 3;
  if (at + 3 < size && text_.substr(at, 3) == "// ") at += 3;
  const Digits& digits = digits_of(radix_);
  std::size_t end = at;
  const std::size_t widest = width_ == 0 ? size : std::min(size, at + width_ + 1);
  while (end < widest && is_digit_of(digits, text_[end])) ++end;
  const std::size_t length = end - at;
  if (length == 0 || (width_ != 0 && length > width_)) return false;
  constexpr std::string_view kBehind = "\r\n=\"'<`,;)]}\\ ";
  if (end < size && kBehind.find(text_[end]) == std::string_view::npos) return false;
  // A word with more behind it on its line is prose.
  if (end + 1 < size && text_[end] == ' ' && text_[end + 1] != '\n' && text_[end + 1] != '\r')
    return false;
  is_last_ = width_ != 0 && length < width_;
  width_ = length;
  begin_ = at;
  end_ = end;
  return true;
}

std::size_t WrappedDigits::decode(std::string& out, bool as_text) {
  constexpr std::size_t kBlock = 4096;
  const Digits& digits = digits_of(radix_);
  const unsigned bits = bits_of(radix_);
  BitQueue queue;
  std::size_t checked = 0;
  std::size_t done = end_;
  do {
    // A wrong join shows in its own line: that line is then read again for itself.
    const std::size_t before = out.size();
    out.reserve(out.size() + (end_ - begin_) * bits / 8 + 1);
    for (std::size_t at = begin_; at < end_; ++at) {
      queue.push(out, digits[static_cast<unsigned char>(text_[at])], bits);
      if (as_text && out.size() - checked >= kBlock) {
        const std::size_t good = text_length(std::string_view(out).substr(checked));
        if (good < out.size() - checked) {
          out.resize(checked + good);
          return end_;
        }
        checked = out.size();
      }
    }
    const std::string_view line = std::string_view(out).substr(std::min(before, out.size()));
    if (as_text && width_ != 0 && garbage_in(line) * 4 > line.size()) {
      out.resize(before);
      return done;
    }
    done = end_;
  } while (next_line());
  const std::size_t tail = std::min(checked, out.size());
  if (as_text) out.resize(tail + text_length(std::string_view(out).substr(tail)));
  while (done < text_.size() && done < end_ + 8 && text_[done] == '=') ++done;
  return done;
}

}  // namespace mig::secrets::layer
