#include "mig/secrets/layer/wide.hpp"

#include <algorithm>

#include "mig/base/utf8.hpp"

namespace mig::secrets::layer {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kPart = 4U << 20U;
constexpr std::size_t kOverlap = 8192;

unsigned byte_of(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

char32_t unit_at(std::string_view bytes, std::size_t at, WideForm form) {
  char32_t value = 0;
  for (unsigned i = 0; i < form.unit; ++i) {
    const unsigned place = form.big_endian ? form.unit - 1 - i : i;
    value |= static_cast<char32_t>(byte_of(bytes, at + i)) << (8 * place);
  }
  return value;
}

struct WideCharacter {
  char32_t value = 0;
  std::size_t size = 0;
};

WideCharacter character_at(std::string_view bytes, std::size_t at, WideForm form) {
  const char32_t first = unit_at(bytes, at, form);
  if (form.unit == 2 && first >= 0xD800 && first < 0xDC00 && at + 4 <= bytes.size()) {
    const char32_t second = unit_at(bytes, at + 2, form);
    if (second >= 0xDC00 && second < 0xE000) {
      return {0x10000 + ((first - 0xD800) << 10U) + (second - 0xDC00), 4};
    }
  }
  const bool broken = first > 0x10FFFF || (first >= 0xD800 && first < 0xE000);
  return {broken ? 0xFFFD : first, form.unit};
}

bool is_text_byte(unsigned byte) {
  return (byte >= 0x20 && byte < 0x7F) || byte == '\t' || byte == '\n' || byte == '\r';
}

}  // namespace

std::optional<WideForm> wide_form_of(std::string_view bytes) {
  if (bytes.size() < 4) return std::nullopt;
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return WideForm{4, false, 4};
  if (bytes.starts_with("\0\0\xFE\xFF"sv)) return WideForm{4, true, 4};
  if (bytes.starts_with("\xFF\xFE"sv)) return WideForm{2, false, 2};
  if (bytes.starts_with("\xFE\xFF"sv)) return WideForm{2, true, 2};
  // Without a mark the first line tells; a script may go on in any alphabet behind it.
  const std::size_t pairs = std::min<std::size_t>(bytes.size(), 64) / 2;
  if (pairs < 4) return std::nullopt;
  std::size_t little = 0;
  std::size_t big = 0;
  for (std::size_t i = 0; i < pairs; ++i) {
    const unsigned first = byte_of(bytes, 2 * i);
    const unsigned second = byte_of(bytes, 2 * i + 1);
    little += second == 0 && is_text_byte(first) ? 1U : 0U;
    big += first == 0 && is_text_byte(second) ? 1U : 0U;
  }
  if (little * 4 >= pairs * 3) return WideForm{2, false, 0};
  if (big * 4 >= pairs * 3) return WideForm{2, true, 0};
  if (bytes.size() < 32) return std::nullopt;
  const auto is_quad = [&](std::size_t letter, std::size_t zero) {
    for (std::size_t at = 0; at < 32; at += 4) {
      if (!is_text_byte(byte_of(bytes, at + letter)) || byte_of(bytes, at + zero) != 0 ||
          byte_of(bytes, at + 1) + byte_of(bytes, at + 2) != 0) {
        return false;
      }
    }
    return true;
  };
  if (is_quad(0, 3)) return WideForm{4, false, 0};
  if (is_quad(3, 0)) return WideForm{4, true, 0};
  return std::nullopt;
}

std::string from_wide(std::string_view bytes, WideForm form) {
  std::string text;
  text.reserve(bytes.size() / form.unit + 8);
  for (std::size_t at = form.mark; at + form.unit <= bytes.size();) {
    const WideCharacter character = character_at(bytes, at, form);
    append_utf8(text, character.value);
    at += character.size;
  }
  return text;
}

void show_wide(std::string_view bytes, WideForm form, const Sink& sink) {
  std::size_t begin = form.mark;
  while (begin + form.unit <= bytes.size()) {
    const std::size_t end = std::min(bytes.size(), begin + kPart);
    if (!sink.afford((end - begin) / form.unit, span_of(begin, bytes.size()))) return;
    Layer layer;
    layer.encoding = form.unit == 2 ? "utf-16" : "utf-32";
    layer.bytes.reserve((end - begin) / form.unit + 8);
    std::size_t at = begin;
    while (at + form.unit <= end) {
      const WideCharacter character = character_at(bytes, at, form);
      const auto decoded = static_cast<std::uint32_t>(layer.bytes.size());
      append_utf8(layer.bytes, character.value);
      layer.map.add({decoded, static_cast<std::uint32_t>(layer.bytes.size()),
                     static_cast<std::uint32_t>(at),
                     static_cast<std::uint32_t>(at + character.size), 0});
      at += character.size;
    }
    sink.visit(std::move(layer));
    if (end == bytes.size()) return;
    begin = end - kOverlap;
  }
}

}  // namespace mig::secrets::layer
