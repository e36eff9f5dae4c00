#include "mig/document/yaml_scalar.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

#include "mig/document/integer_limit.hpp"

namespace mig::document {
namespace {

template <std::size_t N>
bool one_of(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

constexpr std::array<std::string_view, 4> kNull{"null", "Null", "NULL", "~"};
constexpr std::array<std::string_view, 3> kTrue{"true", "True", "TRUE"};
constexpr std::array<std::string_view, 3> kFalse{"false", "False", "FALSE"};
constexpr std::array<std::string_view, 3> kInfinity{".inf", ".Inf", ".INF"};
constexpr std::array<std::string_view, 3> kNotANumber{".nan", ".NaN", ".NAN"};
constexpr std::string_view kDigits = "0123456789";

std::string_view without_sign(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return text;
}

/// Removes the leading bytes that are in `set` and returns how many there were.
std::size_t eat(std::string_view& text, std::string_view set) {
  const std::size_t count = std::min(text.find_first_not_of(set), text.size());
  text.remove_prefix(count);
  return count;
}

bool all_of(std::string_view text, std::string_view set) {
  return !text.empty() && text.find_first_not_of(set) == std::string_view::npos;
}

/// (\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?
bool is_float(std::string_view text) {
  const std::size_t whole = eat(text, kDigits);
  std::size_t fraction = 0;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    fraction = eat(text, kDigits);
  }
  if (whole + fraction == 0) return false;
  if (text.empty()) return true;
  if (text.front() != 'e' && text.front() != 'E') return false;
  return all_of(without_sign(text.substr(1)), kDigits);
}

struct IntegerLiteral {
  std::string_view digits;
  int base = 10;
  bool negative = false;
};

std::optional<IntegerLiteral> integer_literal(std::string_view text) {
  if (text.starts_with("0o") && all_of(text.substr(2), "01234567")) {
    return IntegerLiteral{text.substr(2), 8};
  }
  if (text.starts_with("0x") && all_of(text.substr(2), "0123456789abcdefABCDEF")) {
    return IntegerLiteral{text.substr(2), 16};
  }
  if (!all_of(without_sign(text), kDigits)) return std::nullopt;
  return IntegerLiteral{without_sign(text), 10, text.starts_with('-')};
}

tl::unexpected<ReadFault> out_of_range(Span span, std::string_view message) {
  return tl::unexpected(ReadFault{Fault::number_out_of_range, span, std::string(message)});
}

ReadResult<LocatedValue> integer(const IntegerLiteral& literal, Span span) {
  std::int64_t value = 0;
  const char* end = literal.digits.data() + literal.digits.size();
  const auto parsed = std::from_chars(literal.digits.data(), end, value, literal.base);
  if (parsed.ec != std::errc{} || value > kMaxInteger) return out_of_range(span, kIntegerMessage);
  return LocatedValue(span, literal.negative ? -value : value);
}

ReadResult<LocatedValue> number(std::string_view text, Span span) {
  double value = 0;
  const std::string_view digits = without_sign(text);
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (parsed.ec != std::errc{} || !std::isfinite(value)) return out_of_range(span, kNumberMessage);
  if (is_beyond_limit(value)) return out_of_range(span, kIntegerMessage);
  return LocatedValue(span, text.starts_with('-') ? -value : value);
}

}  // namespace

bool is_null_word(std::string_view text) {
  return one_of(text, kNull);
}

ReadResult<LocatedValue> resolve_plain(std::string text, Span span) {
  if (text.empty() || is_null_word(text)) return LocatedValue(span, nullptr);
  if (one_of(text, kTrue)) return LocatedValue(span, true);
  if (one_of(text, kFalse)) return LocatedValue(span, false);
  if (const auto literal = integer_literal(text)) return integer(*literal, span);
  if (is_float(without_sign(text))) return number(text, span);
  if (one_of(text, kNotANumber) || one_of(without_sign(text), kInfinity)) {
    return out_of_range(span, kNumberMessage);
  }
  return LocatedValue(span, std::move(text));
}

}  // namespace mig::document
