#include "mig/base/utf8.hpp"

namespace mig {
namespace {

/// What the first byte promises: how many bytes follow, and the bounds of the first of them.
struct Lead {
  std::size_t following = 0;
  unsigned lower = 0x80;
  unsigned upper = 0xBF;
};

// The narrowed bounds keep out overlong forms (E0, F0), surrogates (ED) and what lies beyond
// U+10FFFF (F4).
Lead lead_of(unsigned byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {1};
  if (byte == 0xE0) return {2, 0xA0, 0xBF};
  if (byte == 0xED) return {2, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {2};
  if (byte == 0xF0) return {3, 0x90, 0xBF};
  if (byte == 0xF4) return {3, 0x80, 0x8F};
  if (byte >= 0xF1 && byte <= 0xF3) return {3};
  return {};
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto byte_at = [&](std::size_t index) -> unsigned {
    return static_cast<unsigned char>(text[index]);
  };
  const unsigned first = byte_at(at);
  if (first < 0x80) return {first, 1, true};
  Lead lead = lead_of(first);
  if (lead.following == 0) return {};
  char32_t value = first & (0x3FU >> lead.following);
  for (std::size_t read = 1; read <= lead.following; ++read) {
    if (at + read >= text.size()) return {0xFFFD, read, false};
    const unsigned byte = byte_at(at + read);
    if (byte < lead.lower || byte > lead.upper) return {0xFFFD, read, false};
    value = (value << 6U) | (byte & 0x3FU);
    lead.lower = 0x80;
    lead.upper = 0xBF;
  }
  return {value, lead.following + 1, true};
}

void append_utf8(std::string& out, char32_t value) {
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0U | (value >> 6U));
    put(0x80U | (value & 0x3FU));
  } else if (value < 0x10000) {
    put(0xE0U | (value >> 12U));
    put(0x80U | ((value >> 6U) & 0x3FU));
    put(0x80U | (value & 0x3FU));
  } else {
    put(0xF0U | (value >> 18U));
    put(0x80U | ((value >> 12U) & 0x3FU));
    put(0x80U | ((value >> 6U) & 0x3FU));
    put(0x80U | (value & 0x3FU));
  }
}

}  // namespace mig
