#include <algorithm>

#include "mig/secrets/place/forms.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kLongestAddress = 300;

// What stands between the two numbers: `,` `%2C` `/` `!4d`, and the `+` of a blank.
std::size_t skip_between(std::string_view text, std::size_t at) {
  if (at_or_nul(text, at) == ',' || at_or_nul(text, at) == '/')
    ++at;
  else if (stands_at(text, at, "%2c"))
    at += 3;
  else if (stands_at(text, at, "!4d"))
    return at + 3;
  else
    return at;
  if (at_or_nul(text, at) == '+' && !is_digit(at_or_nul(text, at + 1))) ++at;
  if (stands_at(text, at, "%20")) at += 3;
  return at;
}

std::optional<Geometry> pair_at(std::string_view text, std::size_t at) {
  const auto first = read_number_with_unit(text, at);
  if (!first || first->decimals == 0) return std::nullopt;
  const std::size_t next = skip_between(text, first->end);
  if (next == first->end) return std::nullopt;
  const auto second = read_number_with_unit(text, next);
  if (!second || second->decimals == 0) return std::nullopt;
  Geometry geometry(AxisOrder::latitude_first);
  geometry.add(*first, *second);
  return geometry;
}

bool ends_address(char byte) {
  return is_blank(byte) || byte == '"' || byte == '\'' || byte == '<' || byte == '>' ||
         byte == ')' || byte == '`' || byte == '\0';
}

}  // namespace

std::optional<Geometry> read_map_url(std::string_view text, std::size_t at) {
  const std::size_t last = std::min(text.size(), at + kLongestAddress);
  for (; at < last && !ends_address(text[at]); ++at) {
    const char byte = text[at];
    std::size_t number = at + 1;
    if (byte == '!' && stands_at(text, at, "!3d"))
      number = at + 3;
    else if (stands_at(text, at, "%40"))
      number = at + 3;
    else if (byte != '@' && byte != '=' && byte != '/' && byte != ':' && byte != ',')
      continue;
    if (auto geometry = pair_at(text, number)) return geometry;
  }
  return std::nullopt;
}

}  // namespace mig::secrets
