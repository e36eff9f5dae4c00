#include "mig/report/shard_text.hpp"

#include <algorithm>

#include "mig/base/utf8.hpp"

namespace mig::report {
namespace {

constexpr std::string_view kDigits = "0123456789ABCDEF";

bool is_plain(char byte) {
  return byte >= ' ' && byte < 0x7f && byte != '%';
}

void append_escaped(std::string& out, char byte) {
  const auto value = static_cast<unsigned char>(byte);
  out += '%';
  out += kDigits[value >> 4U];
  out += kDigits[value & 0xFU];
}

/// -1 for what is no digit.
int digit_of(char letter) {
  const auto at = kDigits.find(letter);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

}  // namespace

std::string shard_text(std::string_view bytes) {
  if (std::all_of(bytes.begin(), bytes.end(), is_plain)) return std::string(bytes);
  std::string out;
  for (std::size_t at = 0; at < bytes.size();) {
    if (is_plain(bytes[at])) {
      out += bytes[at++];
      continue;
    }
    const auto point = code_point_at(bytes, at);
    const bool is_kept = point.valid && point.value >= 0xA0;  // no control character lies above
    for (const char byte : bytes.substr(at, point.size)) {
      if (is_kept) {
        out += byte;
      } else {
        append_escaped(out, byte);
      }
    }
    at += point.size;
  }
  return out;
}

std::optional<std::string> bytes_of_shard_text(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      bytes += text[at];
      continue;
    }
    if (text.size() - at < 3) return std::nullopt;
    const int high = digit_of(text[at + 1]);
    const int low = digit_of(text[at + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
    at += 2;
  }
  return bytes;
}

}  // namespace mig::report
