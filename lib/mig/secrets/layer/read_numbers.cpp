#include "mig/secrets/layer/read_numbers.hpp"

#include <vector>

#include "mig/secrets/character.hpp"
#include "mig/secrets/layer/read_escapes.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets::layer {
namespace {

struct Number {
  std::size_t begin = 0;
  std::size_t end = 0;  ///< with the comma and the blanks behind it
  unsigned value = 0;
};

/// More would be no text that a person hides, and is not kept.
constexpr std::size_t kMostNumbers = 1U << 16U;
constexpr std::size_t kLeastNumbers = 8;

bool is_character(unsigned value) {
  return (value >= 0x20 && value < 0x7F) || value == '\n' || value == '\r' || value == '\t';
}

/// One number at `at`; its value is no character when none stands there.
Number number_at(std::string_view text, std::size_t at) {
  Number number{at, at, 0};
  const bool is_hex = at_or_nul(text, at) == '0' && (at_or_nul(text, at + 1) | 0x20) == 'x';
  const unsigned base = is_hex ? 16 : 10;
  std::size_t end = at + (is_hex ? 2 : 0);
  const std::size_t first = end;
  while (end < first + 4 && hex_value(at_or_nul(text, end)) < base) {
    number.value = number.value * base + hex_value(text[end++]);
  }
  number.end = end;
  return number;
}

bool reads_as_text(const std::vector<Number>& numbers) {
  std::size_t words = 0;
  std::size_t letters = 0;
  for (const Number& number : numbers) {
    const char byte = static_cast<char>(number.value);
    words += is_word_byte(byte) ? 1U : 0U;
    letters += is_word_byte(byte) && number.value >= 'A' ? 1U : 0U;
  }
  return numbers.size() >= kLeastNumbers && words * 10 >= numbers.size() * 6 &&
         letters * 3 >= numbers.size();
}

}  // namespace

std::size_t read_numbers(std::string_view text, std::size_t at, EditedText& edits) {
  Number number = number_at(text, at);
  if (!is_character(number.value)) return number.end;
  std::vector<Number> numbers;
  std::size_t end = at;
  while (is_character(number.value) && numbers.size() < kMostNumbers) {
    end = number.end;
    std::size_t next = end;
    while (next < end + 80 && is_space(at_or_nul(text, next))) ++next;
    const bool comma = at_or_nul(text, next) == ',' || at_or_nul(text, next) == ';';
    if (comma) ++next;
    while (next < end + 80 && is_space(at_or_nul(text, next))) ++next;
    numbers.push_back(number);
    if (next == end || hex_value(at_or_nul(text, next)) > 9) break;
    numbers.back().end = next;
    number = number_at(text, next);
  }
  if (!reads_as_text(numbers)) return end;
  numbers.back().end = end;
  for (const Number& each : numbers) {
    Edit edit = edit_of(each.begin, each.end, EditKind::code_points, kHalf);
    edit.set(each.value);
    edits.add(edit);
  }
  return end;
}

}  // namespace mig::secrets::layer
