#include "mig/secrets/layer/byte_masks.hpp"

#include <algorithm>
#include <array>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace mig::secrets::layer {
namespace {

#if defined(__SSE2__)

__m128i equal(__m128i bytes, char byte) {
  return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte));
}

/// Bytes from `low` on, `count` of them. Unsigned order is signed order once both are shifted.
__m128i within(__m128i bytes, int low, int count) {
  const __m128i shifted = _mm_sub_epi8(bytes, _mm_set1_epi8(static_cast<char>(low + 128)));
  return _mm_cmplt_epi8(shifted, _mm_set1_epi8(static_cast<char>(count - 128)));
}

struct DigitBytes {
  __m128i operator()(__m128i bytes) const {
    const __m128i folded = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    const __m128i plain = _mm_or_si128(within(folded, 'a', 26), within(bytes, '0', 10));
    const __m128i marks = _mm_or_si128(_mm_or_si128(equal(bytes, '+'), equal(bytes, '/')),
                                       _mm_or_si128(equal(bytes, '-'), equal(bytes, '_')));
    return _mm_or_si128(plain, marks);
  }
};

struct MarkBytes {
  __m128i operator()(__m128i bytes) const {
    // `"` and `&`, `%` and `'`: quotes and their neighbours stand from 22 to 28 hex, without `#`,
    // `$`.
    const __m128i quotes = _mm_or_si128(within(bytes, '%', 4), equal(bytes, '"'));
    const __m128i folded = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    const __m128i opens = _mm_or_si128(equal(folded, '{'), equal(bytes, '\\'));
    const __m128i rest = _mm_or_si128(_mm_or_si128(equal(bytes, '='), equal(bytes, 0)),
                                      _mm_or_si128(equal(bytes, ':'), equal(bytes, '~')));
    return _mm_or_si128(_mm_or_si128(quotes, opens),
                        _mm_or_si128(rest, within(bytes, 0xC2, 0x100 - 0xC2)));
  }
};

struct ControlBytes {
  __m128i operator()(__m128i bytes) const {
    const __m128i layout = _mm_or_si128(within(bytes, 0x07, 7), equal(bytes, 0x1B));
    return _mm_andnot_si128(layout, within(bytes, 0, 0x20));
  }
};

template <typename Classify>
std::uint64_t mask_of(const char* bytes, Classify classify) {
  std::uint64_t mask = 0;
  for (unsigned i = 0; i < 4; ++i) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * i));
    const auto bits = static_cast<unsigned>(_mm_movemask_epi8(classify(block)));
    mask |= static_cast<std::uint64_t>(bits) << (16 * i);
  }
  return mask;
}

#else

constexpr bool is_digit(unsigned byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == '+' || byte == '/' || byte == '-' || byte == '_';
}

constexpr bool is_mark(unsigned byte) {
  return byte >= 0xC2 || byte == 0 || byte == '\\' || byte == '%' || byte == '&' || byte == '=' ||
         byte == '"' || byte == '\'' || byte == '(' || byte == '[' || byte == '{' || byte == ':' ||
         byte == '~';
}

struct DigitBytes {
  bool operator()(unsigned byte) const { return is_digit(byte); }
};
struct MarkBytes {
  bool operator()(unsigned byte) const { return is_mark(byte); }
};
struct ControlBytes {
  bool operator()(unsigned byte) const {
    return byte < 0x20 && (byte < 0x07 || byte > 0x0D) && byte != 0x1B;
  }
};

template <typename Classify>
std::uint64_t mask_of(const char* bytes, Classify classify) {
  std::uint64_t mask = 0;
  for (unsigned i = 0; i < kMaskBytes; ++i) {
    const bool is_in = classify(static_cast<unsigned char>(bytes[i]));
    mask |= static_cast<std::uint64_t>(is_in ? 1U : 0U) << i;
  }
  return mask;
}

#endif

template <typename Classify>
std::uint64_t mask_at(std::string_view text, std::size_t at, Classify classify) {
  if (at + kMaskBytes <= text.size()) return mask_of(text.data() + at, classify);
  const std::size_t left = text.size() - at;
  std::array<char, kMaskBytes> padded{};
  std::copy_n(text.data() + at, left, padded.data());
  return mask_of(padded.data(), classify) & ((std::uint64_t{1} << left) - 1);
}

}  // namespace

std::uint64_t digit_mask(std::string_view text, std::size_t at) {
  return mask_at(text, at, DigitBytes{});
}

std::uint64_t mark_mask(std::string_view text, std::size_t at) {
  return mask_at(text, at, MarkBytes{});
}

std::uint64_t control_mask(std::string_view text, std::size_t at) {
  return mask_at(text, at, ControlBytes{});
}

}  // namespace mig::secrets::layer
