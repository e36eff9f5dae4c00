#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mig/secrets/rows/row.hpp"
#include "mig/secrets/sql/cursor.hpp"
#include "mig/secrets/sql/expression.hpp"

namespace mig::secrets {

/// Rows with the names of their columns, which live here while rows are visited.
class RowBuilder {
 public:
  RowBuilder(RowSource source, const RowVisitor& visit) : visit_(visit) { row_.source = source; }

  std::string table;
  std::vector<std::string> columns;
  std::uint32_t tuples_at = 0;  ///< where the rows of a statement began

  void begin() { count_ = 0; }
  /// The next cell, reused: every member but the column is for the caller to set.
  Cell& add();
  void add(Expression& expression);
  std::size_t size() const { return count_; }
  /// Cells take the names of their places among the columns as these are now.
  void visit();

 private:
  const RowVisitor& visit_;
  Row row_;
  std::size_t count_ = 0;
  std::vector<Cell> spare_;
  std::vector<std::string> known_;  ///< columns that the notes of the cells are about
  bool has_notes_ = false;
};

/// Each begins behind the word that its statement begins with, and leaves the cursor behind the
/// last thing that it understood. True when it was such a statement.
bool read_insert(Cursor& cursor, const RowVisitor& visit);
bool read_update(Cursor& cursor, const RowVisitor& visit);
bool read_merge(Cursor& cursor, const RowVisitor& visit);
bool read_copy(Cursor& cursor, const RowVisitor& visit);
/// The maps of `CREATE (:Label {key: 'value'})`.
bool read_graph_pattern(Cursor& cursor, const RowVisitor& visit);

/// `a = 'x', b = 2` into one row, which is visited.
bool read_assignments(Cursor& cursor, RowBuilder& builder);
/// `(a, b)`; the cursor stays where it is when it is no list of names.
bool read_names(Cursor& cursor, std::vector<std::string>& names);

/// The columns of the `CREATE TABLE` shortly before a statement that names none.
std::vector<std::string> columns_before(std::string_view bytes, std::uint32_t at,
                                        std::string_view table);

/// Lines behind `COPY ... FROM stdin`, and files of the same form.
struct TableFormat {
  char delimiter = '\t';
  char quote = '\0';  ///< NUL: backslashes escape instead
  bool has_header = false;
  std::string null = "\\N";
};
/// Reads lines until `\.` or the end; answers where it stopped.
std::uint32_t read_table_lines(std::string_view bytes, std::uint32_t at, const TableFormat& format,
                               RowBuilder& builder);

}  // namespace mig::secrets
