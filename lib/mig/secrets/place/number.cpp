#include "mig/secrets/place/number.hpp"

#include <cmath>

#include "mig/secrets/character.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kMostDigits = 40;

// An exponent as databases write it: 3.8412345e+01. Answers the position behind it.
std::size_t read_exponent(std::string_view text, std::size_t at, Number& number) {
  if (folded(at_or_nul(text, at)) != 'e') return at;
  std::size_t digit = at + 1;
  const bool negative = at_or_nul(text, digit) == '-';
  if (negative || at_or_nul(text, digit) == '+') ++digit;
  const std::size_t first = digit;
  int exponent = 0;
  for (; is_digit(at_or_nul(text, digit)) && digit - first < 4; ++digit)
    exponent = exponent * 10 + (text[digit] - '0');
  if (digit == first || exponent > 30) return at;
  if (negative) exponent = -exponent;
  number.value *= std::pow(10.0, exponent);
  number.decimals = number.decimals > exponent ? number.decimals - exponent : 0;
  return digit;
}

std::size_t read_digits(std::string_view text, std::size_t at, double& value) {
  for (const std::size_t first = at; is_digit(at_or_nul(text, at)); ++at) {
    if (at - first > kMostDigits) break;
    value = value * 10 + (text[at] - '0');
  }
  return at;
}

}  // namespace

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

bool stands_at(std::string_view text, std::size_t at, std::string_view word) {
  if (at > text.size() || text.size() - at < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (folded(text[at + i]) != word[i]) return false;
  return true;
}

std::optional<Number> read_number_with_unit(std::string_view text, std::size_t at) {
  Number number;
  number.begin = at;
  bool negative = at_or_nul(text, at) == '-';
  if (negative || at_or_nul(text, at) == '+') {
    ++at;
  } else if (stands_at(text, at, "\xe2\x88\x92")) {  // U+2212, the minus of typesetting
    negative = true;
    at += 3;
  }
  const std::size_t whole = at;
  at = read_digits(text, at, number.value);
  const std::size_t whole_digits = at - whole;
  for (std::size_t i = at; i > whole && text[i - 1] == '0'; --i) ++number.zeros;
  std::size_t fraction_digits = 0;
  if (at_or_nul(text, at) == '.' && is_digit(at_or_nul(text, at + 1))) {
    double fraction = 0;
    const std::size_t first = at + 1;
    at = read_digits(text, first, fraction);
    fraction_digits = at - first;
    number.value += fraction / std::pow(10.0, static_cast<double>(fraction_digits));
    number.decimals = static_cast<int>(fraction_digits);
    number.zeros = 0;
  } else if (at_or_nul(text, at) == '.' && whole_digits > 0 && at_or_nul(text, at + 1) != '.') {
    ++at;
  }
  if (whole_digits + fraction_digits == 0 || whole_digits + fraction_digits > kMostDigits)
    return std::nullopt;
  at = read_exponent(text, at, number);
  if (negative) number.value = -number.value;
  number.end = at;
  return number;
}

std::optional<Number> read_number(std::string_view text, std::size_t at) {
  auto number = read_number_with_unit(text, at);
  if (!number) return std::nullopt;
  const char next = at_or_nul(text, number->end);
  if (is_letter(next) || is_digit(next) || next == '_') return std::nullopt;
  // A second point: a version or an address, not a number.
  if (next == '.' && is_digit(at_or_nul(text, number->end + 1))) return std::nullopt;
  return number;
}

}  // namespace mig::secrets
