#include "mig/secrets/layer/blob_taste.hpp"

#include <string>
#include <utility>

#include "mig/secrets/character.hpp"
#include "mig/secrets/layer/text_shape.hpp"
#include "mig/secrets/layer/wide.hpp"

namespace mig::secrets::layer {
namespace {

bool is_text_byte(unsigned byte) {
  return byte >= 0x20 ? byte != 0x7F && byte < 0xF5 : byte == '\t' || byte == '\n' || byte == '\r';
}

/// Of four groups of digits all but so many begin with a byte of ASCII.
bool is_mostly_ascii(std::string_view run, unsigned others) {
  unsigned high = 0;
  for (std::size_t i = 0; i < 16; i += 4) {
    high += kBase64Digits[static_cast<unsigned char>(run[i])] >= 32 ? 1U : 0U;
  }
  return high <= others || is_digit(run[0]) || (run[0] >= 'w' && run[0] <= 'z');
}

/// The first two bytes, without more than that.
std::pair<unsigned, unsigned> first_bytes(std::string_view run, Radix radix) {
  const auto& digits = digits_of(radix);
  const auto digit = [&](std::size_t i) -> unsigned {
    return digits[static_cast<unsigned char>(run[i])];
  };
  if (radix == Radix::hex) return {digit(0) << 4U | digit(1), digit(2) << 4U | digit(3)};
  const unsigned bits = radix == Radix::base64 ? 6 : 5;
  const unsigned all = ((digit(0) << bits | digit(1)) << bits | digit(2)) << bits | digit(3);
  const unsigned top = all >> (4 * bits - 16);
  return {top >> 8U, top & 0xFFU};
}

bool is_magic(char first) {
  constexpr std::string_view kFirst = "\x1F\x78PB\xFD\x28\x37R\x04\xFFLM\x89";
  return kFirst.find(first) != std::string_view::npos;
}

Taste taste_of(std::string_view bytes, bool may_be_wide, bool may_be_packed) {
  if (starts_as_text(bytes)) return Taste::text;
  if (may_be_wide && wide_form_of(bytes)) return Taste::wide;
  if (may_be_packed && packing_of(bytes) != Packing::none) return Taste::packed;
  return Taste::nothing;
}

/// tar begins with a name that zeros follow; its magic stands late.
bool is_tar_run(std::string_view run, Radix radix, std::string_view head) {
  constexpr std::size_t kTarHeader = 512;
  return head.size() == kTasteBytes && head.back() == '\0' &&
         is_tar(WrappedDigits::taste(run, radix, kTarHeader));
}

}  // namespace

Taste taste_of(std::string_view bytes) {
  return taste_of(bytes, true, true);
}

Taste taste_of(std::string_view run, Radix radix, bool from_start) {
  const auto [first, second] = first_bytes(run, radix);
  const bool may_be_text = is_text_byte(first) && (second == 0 || is_text_byte(second)) &&
                           (radix != Radix::base64 || is_mostly_ascii(run, from_start ? 1 : 0));
  const bool may_be_wide = second == 0 || first == 0 || first >= 0xFE;
  const bool may_be_packed = from_start && is_magic(static_cast<char>(first));
  if (!may_be_text && !may_be_wide && !may_be_packed) return Taste::nothing;
  const std::string head = WrappedDigits::taste(run, radix, kTasteBytes);
  const Taste taste = taste_of(head, may_be_wide, may_be_packed);
  return taste == Taste::nothing && is_tar_run(run, radix, head) ? Taste::open : taste;
}

}  // namespace mig::secrets::layer
