#include <array>

#include "mig/secrets/rows/statement_rows.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

/// A dump defines a table right before it fills it.
constexpr std::size_t kReach = 6144;

std::string_view base_name(std::string_view name) {
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos ? name : name.substr(dot + 1);
}

bool begins_constraint(std::string_view name) {
  static constexpr std::array<std::string_view, 11> kWords = {
      "primary", "unique", "key",     "constraint", "foreign", "check",
      "index",   "like",   "exclude", "fulltext",   "spatial"};
  return is_one_of(name, kWords);
}

/// The names between the brackets of CREATE TABLE.
std::vector<std::string> read_definition(Cursor& cursor) {
  std::vector<std::string> names;
  Expression skipped;
  if (!cursor.take('(')) return names;
  for (unsigned count = 0; count < 1000; ++count) {
    std::string name;
    cursor.skip();
    const char first = cursor.peek();
    if (!cursor.take_name(name)) break;
    const bool is_quoted = first == '"' || first == '`' || first == '[';
    if (is_quoted || !begins_constraint(name)) names.push_back(name);
    // Types and defaults read as expressions: brackets and strings are what matters.
    while (read_expression(cursor, skipped)) {
      const auto word = cursor.word();
      if (word.empty()) break;
      cursor.move_to(cursor.at() + static_cast<std::uint32_t>(word.size()));
    }
    if (!cursor.take(',')) break;
  }
  if (!cursor.take(')')) names.clear();
  return names;
}

/// Forwards, because that is many times faster than the library looks backwards.
std::size_t last_of(std::string_view window, std::string_view head) {
  auto last = std::string_view::npos;
  for (auto at = window.find(head); at != std::string_view::npos; at = window.find(head, at + 1))
    last = at;
  return last;
}

}  // namespace

std::vector<std::string> columns_before(std::string_view bytes, std::uint32_t at,
                                        std::string_view table) {
  const auto begin = at > kReach ? at - kReach : 0;
  const auto window = bytes.substr(begin, at - begin);
  for (const std::string_view head : {"CREATE TABLE", "create table", "Create Table"}) {
    const auto found = last_of(window, head);
    if (found == std::string_view::npos) continue;
    Cursor cursor(window, static_cast<std::uint32_t>(found + head.size()));
    std::string name;
    if (cursor.take_word("if")) {
      cursor.take_word("not");
      cursor.take_word("exists");
    }
    if (cursor.take_name(name) && base_name(name) == base_name(table))
      return read_definition(cursor);
  }
  return {};
}

}  // namespace mig::secrets
