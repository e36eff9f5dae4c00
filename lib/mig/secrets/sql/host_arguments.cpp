#include <algorithm>

#include "mig/secrets/character.hpp"
#include "mig/secrets/sql/statement.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr ExpressionLimits kLimits = {60, 5};

/// What stands for a value in a statement of another language.
struct Mark {
  std::string_view text;  ///< as written
  std::string_view name;  ///< of a named one
  std::size_t place = 0;  ///< of a numbered one, from 1
};

bool read_mark(std::string_view rest, Mark& mark) {
  std::size_t end = 0;
  const auto word_from = [&](std::size_t begin) {
    end = begin;
    while (end < rest.size() && end < 40 && is_word_byte(rest[end])) ++end;
    return rest.substr(begin, end - begin);
  };
  if (rest.starts_with("%s") || rest.starts_with("{}")) {
    mark.text = rest.substr(0, 2);
  } else if (rest.starts_with("%(")) {
    mark.name = word_from(2);
    mark.text = rest.substr(0, std::min(end + 2, rest.size()));
  } else if (rest.starts_with("{") || rest.starts_with("$") || rest.starts_with(":")) {
    const auto word = word_from(1);
    mark.text = rest.substr(0, end + (rest.front() == '{' ? 1 : 0));
    if (word.empty()) return false;
    if (is_digit(word.front()) && word.size() == 1) {
      mark.place = static_cast<std::size_t>(word.front() - '0') + (rest.front() == '{' ? 1 : 0);
    } else {
      mark.name = word;
    }
    return rest.front() != '$' || mark.place > 0;
  } else if (rest.starts_with("?")) {
    mark.text = rest.substr(0, 1);
  } else {
    return false;
  }
  return true;
}

std::size_t count_before(std::string_view before, std::string_view mark) {
  std::size_t count = 0;
  for (auto at = before.find(mark); at != std::string_view::npos; at = before.find(mark, at + 1))
    ++count;
  return count;
}

/// Behind the quote that closes the statement, and what closes around it.
std::size_t behind_statement(std::string_view bytes, std::size_t at) {
  const auto window = bytes.substr(0, at + 200);
  auto quote = window.find_first_of("\"`", at);
  if (quote == std::string_view::npos) quote = window.find('\'', at);
  if (quote == std::string_view::npos) return quote;
  auto end = quote;
  while (end < window.size() && (window[end] == window[quote] || is_space(window[end]))) ++end;
  if (end < window.size() && window[end] == ')') ++end;
  while (end < window.size() && is_space(window[end])) ++end;
  return end;
}

/// The value of `'name': 'x'` or `name='x'`.
bool read_named(std::string_view bytes, std::size_t at, std::string_view name, Expression& secret) {
  const auto window = bytes.substr(0, at + 300);
  for (auto place = window.find(name, at); place != std::string_view::npos;
       place = window.find(name, place + 1)) {
    Cursor cursor(window, static_cast<std::uint32_t>(place + name.size()));
    if (is_word_byte(window[place - 1]) || is_word_byte(cursor.peek())) continue;
    if (cursor.peek() == '\'' || cursor.peek() == '"') cursor.move_to(cursor.at() + 1);
    if (!cursor.take(':') && !cursor.take('=')) continue;
    return read_expression(cursor, secret, kLimits) && secret.is_text;
  }
  return false;
}

}  // namespace

bool read_host_argument(Cursor& cursor, Expression& secret) {
  const auto bytes = cursor.bytes();
  std::size_t at = cursor.at();
  while (at < bytes.size() && at - cursor.at() < 3 && (bytes[at] == '\'' || bytes[at] == '"')) ++at;
  Mark mark;
  if (!read_mark(bytes.substr(std::min(at, bytes.size()), 48), mark)) return false;
  const auto behind = behind_statement(bytes, at + mark.text.size());
  if (behind == std::string_view::npos || behind >= bytes.size()) return false;
  constexpr std::string_view kFormat = ".format(";
  auto first = behind;
  if (bytes.substr(behind).starts_with(kFormat)) {
    first = behind + kFormat.size();
  } else if (bytes[behind] == '%' || bytes[behind] == ',') {
    ++first;
    while (first < bytes.size() && is_space(bytes[first])) ++first;
    if (first < bytes.size() && (bytes[first] == '(' || bytes[first] == '[')) ++first;
  } else {
    return false;
  }
  if (!mark.name.empty()) return read_named(bytes, first, mark.name, secret);
  auto wanted = mark.place;
  if (wanted == 0) {
    auto before = statement_before(bytes, static_cast<std::uint32_t>(at));
    const auto open = before.find_last_of("\"`");
    if (open != std::string_view::npos) before.remove_prefix(open + 1);
    wanted = count_before(before, mark.text) + 1;
  }
  Cursor reader(bytes.substr(0, first + 1024), static_cast<std::uint32_t>(first));
  for (std::size_t i = 0; i < wanted; ++i) {
    if (i > 0 && !reader.take(',')) return false;
    if (!read_expression(reader, secret, kLimits)) return false;
  }
  return secret.is_text && secret.is_plain;
}

}  // namespace mig::secrets
