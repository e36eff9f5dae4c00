#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>

#include "mig/secrets/character.hpp"
#include "mig/secrets/place/forms.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr int kFine = 3;

// Between the words of a command: blanks, or what a list in code has.
std::size_t skip_gap(std::string_view text, std::size_t at) {
  for (int taken = 0; taken < 8; ++taken, ++at) {
    const char byte = at_or_nul(text, at);
    if (byte != ' ' && byte != '\t' && byte != ',' && !is_quote(byte)) break;
  }
  return at;
}

std::size_t skip_word(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 80;
  for (std::size_t taken = 0; taken < kLongest; ++taken, ++at) {
    const char byte = at_or_nul(text, at);
    if (byte == '\0' || is_space(byte) || byte == ',' || is_quote(byte)) break;
  }
  return at;
}

/// Reads the binary values of hex digits or bytes.
double double_of(std::string_view bytes, bool is_little) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[is_little ? 7 - i : i]);
    bits = bits << 8U | byte;
  }
  return std::bit_cast<double>(bits);
}

int decimals_of(double value) {
  std::array<char, 400> digits{};
  const auto written =
      std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
  const std::string_view spelling(digits.data(),
                                  static_cast<std::size_t>(written.ptr - digits.data()));
  const auto point = spelling.find('.');
  return point == std::string_view::npos ? 0 : static_cast<int>(spelling.size() - point - 1);
}

constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

bool is_base64(char byte) {
  return is_letter(byte) || is_digit(byte) || byte == '+' || byte == '/';
}

// Hex digits of base64 digits, whole bytes only.
std::string hex_of_base64(std::string_view digits) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  std::string hex;
  hex.reserve(digits.size() * 3 / 2 + 2);
  unsigned bits = 0;
  unsigned count = 0;
  for (const char digit : digits) {
    bits = (bits << 6U | static_cast<unsigned>(kBase64.find(digit))) & 0xFFFFU;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    const unsigned byte = bits >> count & 0xFFU;
    hex += kHex[byte >> 4U];
    hex += kHex[byte & 15U];
  }
  return hex;
}

}  // namespace

std::optional<Geometry> read_geo_command(std::string_view text, std::size_t at) {
  Geometry geometry;
  constexpr int kMostWords = 6;  // the key and options before the first number
  for (int words = 0; words < kMostWords;) {
    at = skip_gap(text, at);
    const auto longitude = read_number(text, at);
    const std::size_t next = longitude ? skip_gap(text, longitude->end) : at;
    const auto latitude =
        longitude && next > longitude->end ? read_number(text, next) : std::nullopt;
    const bool is_pair = latitude && longitude->decimals + latitude->decimals >= kFine &&
                         std::abs(longitude->value) <= 180 && std::abs(latitude->value) <= 90;
    if (is_pair) {
      geometry.add(*longitude, *latitude);
      at = skip_word(text, skip_gap(text, latitude->end));
      continue;
    }
    const std::size_t end = skip_word(text, at);
    if (end == at) break;
    at = end;
    ++words;
    if (!geometry.empty()) break;
  }
  return geometry.empty() ? std::nullopt : std::optional(std::move(geometry));
}

std::optional<Geometry> read_server_binary(std::string_view text, std::size_t at) {
  // A reference system, a version, what is in it, then latitude and longitude.
  constexpr std::size_t kHead = 12;
  constexpr std::size_t kDouble = 16;
  const std::size_t first = at + kHead;
  if (text.size() < first + 2 * kDouble) return std::nullopt;
  std::array<Number, 2> numbers;
  for (std::size_t i = 0; i < 2; ++i) {
    std::string bytes;
    for (std::size_t digit = first + i * kDouble; bytes.size() < 8; digit += 2) {
      if (!is_hex(text[digit]) || !is_hex(text[digit + 1])) return std::nullopt;
      bytes += static_cast<char>(hex_value(text[digit]) * 16 + hex_value(text[digit + 1]));
    }
    Number& number = numbers.at(i);
    number.value = double_of(bytes, true);
    if (!(std::abs(number.value) <= 180) || (number.value != 0 && std::abs(number.value) < 1e-9))
      return std::nullopt;
    number.decimals = decimals_of(number.value);
    number.begin = at;
    number.end = first + 2 * kDouble;
  }
  Geometry geometry(AxisOrder::latitude_first);
  geometry.add(numbers[0], numbers[1]);
  return geometry;
}

std::optional<Geometry> read_base64_wkb(std::string_view text, std::size_t at) {
  constexpr std::size_t kMost = 1U << 20U;
  constexpr std::size_t kHead = 24;
  if (at > 0 && is_base64(text[at - 1])) return std::nullopt;
  // A point is the least, and what begins it decides whether the rest is decoded at all.
  constexpr std::size_t kLeast = 28;
  std::size_t end = at;
  while (end < text.size() && end - at < kLeast && is_base64(text[end])) ++end;
  if (end - at < kLeast) return std::nullopt;
  const std::string head = hex_of_base64(text.substr(at, kHead));
  const bool is_header = head.substr(0, 2) == "01" && head[2] == '0' &&
                         head.substr(4, 4) == "0000" &&
                         (head.substr(8, 2) == "00" || head.substr(8, 2) == "20" ||
                          head.substr(8, 2) == "80" || head.substr(8, 2) == "a0");
  if (!is_header) return std::nullopt;
  while (end < text.size() && end - at < kMost && is_base64(text[end])) ++end;
  const std::string hex = hex_of_base64(text.substr(at, end - at));
  auto geometry = read_hex_wkb(hex, 0);
  if (!geometry) return std::nullopt;
  for (int padding = 0; padding < 2 && at_or_nul(text, end) == '='; ++padding) ++end;
  geometry->cover(at, end);
  return geometry;
}

// $GPGGA,123519,4807.0384,N,01131.0124,E: degrees and minutes in one number.
std::optional<Geometry> read_sentence(std::string_view text, std::size_t at) {
  constexpr std::size_t kWindow = 40;
  const std::size_t last = std::min(text.size(), at + kWindow);
  for (; at < last && text[at] != '\n'; ++at) {
    if (text[at] != ',') continue;
    const auto first = read_number(text, at + 1);
    if (!first || first->decimals < 2 || at_or_nul(text, first->end) != ',') continue;
    const char north = folded(at_or_nul(text, first->end + 1));
    if ((north != 'n' && north != 's') || at_or_nul(text, first->end + 2) != ',') continue;
    const auto second = read_number(text, first->end + 3);
    const char east = second ? folded(at_or_nul(text, second->end + 1)) : '\0';
    if (!second || at_or_nul(text, second->end) != ',' || (east != 'e' && east != 'w'))
      return std::nullopt;
    const auto degrees = [](Number number, bool is_negative) {
      const double whole = std::floor(number.value / 100);
      number.value = (whole + (number.value - whole * 100) / 60) * (is_negative ? -1 : 1);
      number.decimals += 2;
      return number;
    };
    Geometry geometry(AxisOrder::latitude_first);
    geometry.add(degrees(*first, north == 's'), degrees(*second, east == 'w'));
    return geometry;
  }
  return std::nullopt;
}

// polygon '((x,y),(x,y))' and '<(x,y),r>'::circle of PostgreSQL.
std::optional<Geometry> read_shape_literal(std::string_view text, const Word& word) {
  static constexpr auto kShapes = std::to_array<std::string_view>(
      {"point", "polygon", "path", "lseg", "box", "circle", "line"});
  const bool is_shape = std::any_of(kShapes.begin(), kShapes.end(),
                                    [&word](std::string_view shape) { return word.is(shape); });
  if (!is_shape) return std::nullopt;
  std::size_t open = skip_blanks(text, word.end);
  if (at_or_nul(text, open) != '\'') {
    constexpr std::size_t kWindow = 400;
    if (word.begin < 3 || text.substr(word.begin - 3, 3) != "'::") return std::nullopt;
    const std::size_t begin = word.begin - std::min(word.begin, kWindow);
    const auto quote = text.substr(begin, word.begin - 3 - begin).rfind('\'');
    if (quote == std::string_view::npos) return std::nullopt;
    open = begin + quote;
  }
  std::size_t at = open + 1;
  const std::string_view kOpening = "([<{ ";
  Geometry geometry;
  int finest = 0;
  while (at < text.size() && text[at] != '\'') {
    while (at < text.size() && kOpening.find(text[at]) != std::string_view::npos) ++at;
    const auto x = read_number(text, at);
    const std::size_t comma = x ? skip_blanks(text, x->end) : at;
    if (!x || at_or_nul(text, comma) != ',') break;
    const auto y = read_number(text, skip_blanks(text, comma + 1));
    if (!y) break;
    geometry.add(*x, *y);
    finest = std::max(finest, std::min(x->decimals, y->decimals));
    at = y->end;
    while (at < text.size() && (text[at] == ')' || text[at] == ',' || text[at] == ' ')) ++at;
  }
  // A drawing is written the same way; places are written finer.
  return finest < kFine ? std::nullopt : std::optional(std::move(geometry));
}

}  // namespace mig::secrets
