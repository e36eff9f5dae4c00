#include <array>

#include "mig/secrets/rows/statement_rows.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kMaxAssignments = 4096;

/// `(a, b) = ('x', 'y')` behind the names.
bool read_tuple_assignment(Cursor& cursor, RowBuilder& builder,
                           const std::vector<std::string>& names, std::size_t first) {
  Expression expression;
  cursor.take_word("row");
  if (!cursor.take('(')) return false;
  for (std::size_t i = 0; read_expression(cursor, expression); ++i) {
    builder.add(expression);
    if (i < names.size()) builder.columns[first + i] = names[i];
    if (!cursor.take(',')) return cursor.take(')');
  }
  return false;
}

}  // namespace

bool read_assignments(Cursor& cursor, RowBuilder& builder) {
  Expression expression;
  std::string name;
  std::vector<std::string> names;
  builder.begin();
  builder.columns.clear();
  auto done = cursor.at();
  while (builder.size() < kMaxAssignments) {
    names.clear();
    if (read_names(cursor, names)) {
      const auto first = builder.columns.size();
      builder.columns.resize(first + names.size());
      if (!cursor.take('=') || !read_tuple_assignment(cursor, builder, names, first)) break;
    } else {
      if (!cursor.take_name(name)) break;
      cursor.take(':');
      cursor.take('+');
      if (!cursor.take('=') || !read_expression(cursor, expression)) break;
      const auto dot = name.rfind('.');
      builder.columns.push_back(dot == std::string::npos ? name : name.substr(dot + 1));
      builder.add(expression);
    }
    done = cursor.at();
    if (!cursor.take(',')) break;
  }
  cursor.move_to(done);
  const bool has_any = builder.size() > 0;
  builder.visit();
  return has_any;
}

bool read_update(Cursor& cursor, const RowVisitor& visit) {
  RowBuilder builder(RowSource::update, visit);
  std::string alias;
  cursor.take_word("only");
  cursor.take_word("low_priority");
  cursor.take_word("ignore");
  if (!cursor.take_name(builder.table) || builder.table == "set") return false;
  if (!cursor.take_word("set")) {
    cursor.take_word("as");
    if (!cursor.take_name(alias) || !cursor.take_word("set")) return false;
  }
  return read_assignments(cursor, builder);
}

bool read_graph_pattern(Cursor& cursor, const RowVisitor& visit) {
  RowBuilder builder(RowSource::insert, visit);
  Expression expression;
  std::string name;
  bool has_any = false;
  if (!cursor.take('(')) return false;
  for (unsigned count = 0; count < 64; ++count) {
    cursor.skip();
    if (cursor.take('{')) {
      builder.begin();
      builder.columns.clear();
      while (builder.columns.size() < kMaxAssignments && cursor.take_name(name) &&
             cursor.take(':') && read_expression(cursor, expression)) {
        builder.columns.push_back(name);
        builder.add(expression);
        if (!cursor.take(',')) break;
      }
      if (!cursor.take('}')) return has_any;
      has_any = has_any || builder.size() > 0;
      builder.visit();
    } else if (cursor.peek() == ':') {
      if (!cursor.take_name(builder.table)) return has_any;
    } else if (!cursor.word().empty() || cursor.peek() == '`') {
      if (!cursor.take_name(name)) return has_any;
    } else {
      const char byte = cursor.peek();
      if (cursor.done() || std::string_view("()[]-<>,").find(byte) == std::string_view::npos)
        return has_any;
      cursor.move_to(cursor.at() + 1);
    }
  }
  return has_any;
}

}  // namespace mig::secrets
