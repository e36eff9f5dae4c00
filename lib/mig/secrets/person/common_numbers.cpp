#include "mig/secrets/person/common_numbers.hpp"

#include <array>

#include "mig/secrets/character.hpp"

namespace mig::secrets {
std::size_t behind_uuid(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::array<std::size_t, 4> kHyphens = {8, 13, 18, 23};
  constexpr std::size_t kSize = 36;
  if (end - begin != 8 || text.size() - begin < kSize) return 0;
  for (std::size_t hyphen : kHyphens)
    if (text[begin + hyphen] != '-') return 0;
  return begin + kSize;
}

std::size_t behind_common(std::string_view text, std::size_t begin, std::size_t end) {
  const std::size_t size = end - begin;
  const auto digit_at = [&](std::size_t offset) {
    return is_digit(at_or_nul(text, begin + offset));
  };
  const char behind = at_or_nul(text, end);
  if (size == 4 && behind == '-' && digit_at(5) && digit_at(6) &&
      at_or_nul(text, begin + 7) == '-' && digit_at(8) && digit_at(9) && !digit_at(10) &&
      at_or_nul(text, begin + 10) != '-')
    return begin + 10;
  if (behind == ':' && size <= 2) return end;  // a time of day
  if (behind == '.') {
    std::size_t at = end + 1;
    while (is_digit(at_or_nul(text, at)) && at - end < 24) ++at;
    const char next = at_or_nul(text, at);
    const bool is_fraction = next == ' ' ? at > end + 3 : next != '.' && next != '-';
    if (at > end + 1 && is_fraction) return at;
  }
  return 0;
}

bool WordsBefore::at(std::size_t place) {
  constexpr std::size_t kWindow = 40;
  for (; known_ < place; ++known_) {
    const char byte = text_[known_];
    if (byte == '\n')
      word_ = 0;
    else if (is_letter(byte) || is_high(byte))
      word_ = known_ + 1;
  }
  return word_ != 0 && place - word_ < kWindow;
}

}  // namespace mig::secrets
