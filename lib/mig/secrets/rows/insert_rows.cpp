#include <algorithm>
#include <array>

#include "mig/secrets/rows/statement_rows.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kMaxColumns = 4096;

/// Takes any of the words, as often as they come.
template <std::size_t N>
void skip_words(Cursor& cursor, const std::array<std::string_view, N>& words) {
  for (unsigned count = 0; count < 12; ++count) {
    const auto take = [&](std::string_view word) { return cursor.take_word(word); };
    if (std::none_of(words.begin(), words.end(), take)) return;
  }
}

constexpr std::array<std::string_view, 13> kModifiers = {
    "or",      "replace", "ignore", "abort", "rollback",  "fail",         "low_priority",
    "delayed", "table",   "into",   "all",   "overwrite", "high_priority"};
constexpr std::array<std::string_view, 8> kBetween = {"overriding", "system", "user",   "value",
                                                      "row",        "format", "output", "final"};

/// `(..), (..)`: visits every tuple that is complete. False when there was none.
bool read_tuples(Cursor& cursor, RowBuilder& builder) {
  Expression expression;
  bool has_any = false;
  auto done = cursor.at();
  for (;;) {
    if (!cursor.take('(') && !(cursor.take_word("row") && cursor.take('('))) break;
    builder.begin();
    bool is_complete = false;
    while (builder.size() < kMaxColumns && read_expression(cursor, expression)) {
      builder.add(expression);
      if (cursor.take(',')) continue;
      is_complete = cursor.take(')');
      break;
    }
    if (!is_complete) break;
    builder.visit();
    has_any = true;
    done = cursor.at();
    if (!cursor.take(',')) break;
  }
  if (has_any) cursor.move_to(done);
  return has_any;
}

/// `SELECT 'x', 2 UNION ALL SELECT ...`: lists without literals are no rows.
bool read_select_lists(Cursor& cursor, RowBuilder& builder) {
  Expression expression;
  for (;;) {
    cursor.take_word("distinct");
    builder.begin();
    bool has_text = false;
    while (builder.size() < kMaxColumns && read_expression(cursor, expression)) {
      has_text = has_text || expression.is_text;
      builder.add(expression);
      std::string alias;
      if (cursor.take_word("as")) cursor.take_name(alias);
      if (!cursor.take(',')) break;
    }
    if (has_text) builder.visit();
    if (cursor.take_word("from")) {
      std::string dual;
      if (!cursor.take_word("dual") && !cursor.take_name(dual)) return true;
    }
    if (!cursor.take_word("union")) return true;
    cursor.take_word("all");
    if (!cursor.take_word("select")) return true;
  }
}

/// `ON CONFLICT (..) DO UPDATE SET a = 'x'`, `ON DUPLICATE KEY UPDATE a = 'x'`.
void read_on_conflict(Cursor& cursor, RowBuilder& builder) {
  std::string alias;
  if (cursor.take_word("as")) cursor.take_name(alias);
  if (!cursor.take_word("on")) return;
  Expression skipped;
  for (unsigned count = 0; count < 40; ++count) {
    if (cursor.take_word("update")) {
      cursor.take_word("set");
      read_assignments(cursor, builder);
      return;
    }
    cursor.skip();
    const auto word = cursor.word();
    if (!word.empty()) {
      if (lowered(word) == "nothing") return;
      cursor.move_to(cursor.at() + static_cast<std::uint32_t>(word.size()));
    } else if (cursor.take('(')) {
      while (read_expression(cursor, skipped) && cursor.take(',')) continue;
      if (!cursor.take(')')) return;
    } else if (!cursor.take('"') && !cursor.take('=') && !cursor.take('.')) {
      return;
    }
  }
}

/// Another INSERT into the same table right behind: dumps hold one for every row.
bool takes_same(Cursor& cursor, std::string_view table) {
  const auto begin = cursor.at();
  std::string next;
  if (cursor.take(';') && (cursor.take_word("insert") || cursor.take_word("replace"))) {
    skip_words(cursor, kModifiers);
    if (cursor.take_name(next) && next == table) return true;
  }
  cursor.move_to(begin);
  return false;
}

void read_behind(Cursor& cursor, RowBuilder& builder) {
  cursor.skip();
  if (cursor.peek() == ';') return;
  const auto columns = builder.columns;
  const auto end = cursor.at();
  read_on_conflict(cursor, builder);
  if (cursor.at() != end) builder.columns = columns;
}

/// Statements behind each other that are the same up to their rows, byte for byte.
void read_repeated(Cursor& cursor, RowBuilder& builder, std::uint32_t begin) {
  if (builder.tuples_at <= begin) return;
  const auto bytes = cursor.bytes();
  const auto opening = bytes.substr(begin, builder.tuples_at - begin);
  for (;;) {
    const auto end = cursor.at();
    const bool is_next =
        cursor.take(';') && (cursor.take_word("insert") || cursor.take_word("replace"));
    if (!is_next || !bytes.substr(cursor.at()).starts_with(opening)) return cursor.move_to(end);
    cursor.move_to(cursor.at() + static_cast<std::uint32_t>(opening.size()));
    if (!read_tuples(cursor, builder)) return;
    read_behind(cursor, builder);
  }
}

/// Behind the name of the table.
bool read_body(Cursor& cursor, RowBuilder& builder) {
  const auto begin = cursor.at();
  const auto inherited = std::move(builder.columns);
  builder.columns.clear();
  std::string alias;
  if (cursor.take_word("partition") && cursor.take('(')) {
    Expression skipped;
    while (read_expression(cursor, skipped) && cursor.take(',')) continue;
    cursor.take(')');
  }
  if (cursor.take_word("as")) cursor.take_name(alias);
  const bool has_names = read_names(cursor, builder.columns);
  cursor.skip();
  const auto behind_names = cursor.at();
  skip_words(cursor, kBetween);
  const bool is_wrapped = cursor.take('(');
  bool is_read = false;
  if (cursor.take_word("values") || (!is_wrapped && cursor.at() != behind_names)) {
    if (!has_names)
      builder.columns =
          inherited.empty() ? columns_before(cursor.bytes(), begin, builder.table) : inherited;
    cursor.skip();
    builder.tuples_at = cursor.at();
    is_read = read_tuples(cursor, builder);
  } else if (cursor.take_word("select")) {
    is_read = read_select_lists(cursor, builder);
  } else if (cursor.take_word("set")) {
    is_read = read_assignments(cursor, builder);
  }
  if (is_read) read_behind(cursor, builder);
  return is_read;
}

}  // namespace

bool read_names(Cursor& cursor, std::vector<std::string>& names) {
  const auto begin = cursor.at();
  std::string name;
  if (!cursor.take('(')) return false;
  while (names.size() < kMaxColumns && cursor.take_name(name)) {
    const auto dot = name.rfind('.');
    names.push_back(dot == std::string::npos ? name : name.substr(dot + 1));
    if (cursor.take(')')) return true;
    if (!cursor.take(',')) break;
  }
  names.clear();
  cursor.move_to(begin);
  return false;
}

bool read_insert(Cursor& cursor, const RowVisitor& visit) {
  RowBuilder builder(RowSource::insert, visit);
  const auto begin = cursor.at();
  // The INSERT of a MERGE names no table.
  cursor.skip();
  const bool is_branch = cursor.peek() == '(';
  if (!is_branch) {
    skip_words(cursor, kModifiers);
    if (cursor.at() == begin || !cursor.take_name(builder.table)) return false;
    if (builder.table == "values") cursor.move_to(begin);
  }
  if (!read_body(cursor, builder)) return false;
  if (is_branch) return true;
  read_repeated(cursor, builder, begin);
  while (takes_same(cursor, builder.table))
    if (!read_body(cursor, builder)) break;
  return true;
}

bool read_merge(Cursor& cursor, const RowVisitor& visit) {
  RowBuilder builder(RowSource::insert, visit);
  std::string alias;
  if (!cursor.take_word("into") || !cursor.take_name(builder.table)) return false;
  cursor.take_word("as");
  if (!cursor.take_word("using") && !(cursor.take_name(alias) && cursor.take_word("using")))
    return false;
  if (!cursor.take('(')) return false;
  if (cursor.take_word("select")) return read_select_lists(cursor, builder);
  if (!cursor.take_word("values")) return false;
  // The names of the columns stand behind the rows, so the rows are read twice.
  const auto begin = cursor.at();
  const RowVisitor ignore = [](const Row&) {};
  RowBuilder dry(RowSource::insert, ignore);
  if (!read_tuples(cursor, dry)) return false;
  const auto end = cursor.at();
  if (cursor.take(')')) {
    cursor.take_word("as");
    if (cursor.take_name(alias)) read_names(cursor, builder.columns);
  }
  cursor.move_to(begin);
  read_tuples(cursor, builder);
  cursor.move_to(end);
  return true;
}

}  // namespace mig::secrets
