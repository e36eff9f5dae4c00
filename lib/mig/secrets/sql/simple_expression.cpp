#include <algorithm>

#include "mig/secrets/character.hpp"
#include "mig/secrets/sql/expression.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kMaxValue = 1U << 20U;

/// The overwhelming part of a dump: one string and nothing else.
bool read_simple(Cursor& cursor, Expression& expression) {
  const auto begin = cursor.at();
  const auto bytes = cursor.bytes();
  const auto closing = bytes.find('\'', begin + std::size_t{1});
  if (closing < bytes.size() - 1 && (bytes[closing + 1] == ',' || bytes[closing + 1] == ')')) {
    const auto inner = bytes.substr(begin + std::size_t{1}, closing - begin - 1);
    // An empty string may be two quotes of a string inside a string.
    if (!inner.empty() && inner.find('\\') == std::string_view::npos) {
      expression.value.assign(inner.substr(0, kMaxValue));
      expression.span = {begin + 1, static_cast<std::uint32_t>(closing)};
      expression.is_text = true;
      cursor.move_to(static_cast<std::uint32_t>(closing + 1));
      return true;
    }
  }
  Literal literal;
  literal.value.swap(expression.value);
  const bool is_read = cursor.take_string(literal);
  literal.value.swap(expression.value);
  if (is_read && (cursor.peek() == ',' || cursor.peek() == ')')) {
    expression.span = literal.span;
    expression.is_text = true;
    return true;
  }
  expression.value.clear();
  cursor.move_to(begin);
  return false;
}

/// A number, or NULL, and nothing else.
bool read_simple_word(Cursor& cursor, Expression& expression) {
  const auto bytes = cursor.bytes();
  const auto begin = cursor.at();
  std::size_t end = begin;
  const auto limit = std::min(bytes.size(), begin + std::size_t{40});
  while (end < limit &&
         (is_digit(bytes[end]) || bytes[end] == '.' || (bytes[end] == '-' && end == begin)))
    ++end;
  const bool is_number = end > begin && bytes[end - 1] != '-';
  if (!is_number) {
    const auto word = bytes.substr(begin, 4);
    if (word != "NULL" && word != "null") return false;
    end = begin + std::size_t{4};
  }
  if (end >= bytes.size() || (bytes[end] != ',' && bytes[end] != ')')) return false;
  if (is_number) expression.value.assign(bytes.substr(begin, end - begin));
  expression.span = {begin, static_cast<std::uint32_t>(end)};
  cursor.move_to(static_cast<std::uint32_t>(end));
  return true;
}

}  // namespace

bool read_simple_expression(Cursor& cursor, Expression& expression) {
  return cursor.peek() == '\'' ? read_simple(cursor, expression)
                               : read_simple_word(cursor, expression);
}

}  // namespace mig::secrets
