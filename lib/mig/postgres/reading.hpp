#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mig/postgres/gathering.hpp"

namespace mig::postgres {

/// One row of an answer, read from left to right.
class Row {
 public:
  Row(const Rows& rows, std::size_t row) : rows_(rows), row_(row) {}

  std::string_view text() { return rows_.text(row_, column_++); }
  std::string word() { return std::string(text()); }
  bool truth() { return text() == "t"; }
  std::int64_t number() {
    const auto value = text();
    std::int64_t number = 0;
    std::from_chars(value.data(), value.data() + value.size(), number);
    return number;
  }
  std::uint32_t oid() { return static_cast<std::uint32_t>(number()); }
  /// Numbers with blanks between them, or an array of them.
  std::vector<std::int32_t> numbers() {
    std::vector<std::int32_t> found;
    const auto list = text();
    const char* at = list.data();
    const char* const end = at + list.size();
    while (at < end) {
      std::int32_t number = 0;
      const auto [next, error] = std::from_chars(at, end, number);
      if (error == std::errc()) found.push_back(number);
      at = error == std::errc() ? next : at + 1;
    }
    return found;
  }
  bool next_is_null() const { return rows_.is_null(row_, column_); }

 private:
  const Rows& rows_;
  std::size_t row_;
  std::size_t column_ = 0;
};

/// Calls `each` for every row of the answer; the first failure ends it.
template <class Each>
Result<void> for_each_row(Gathering& into, const std::string& statement, Each each) {
  auto rows = into.connection.query(statement);
  if (!rows) return tl::unexpected(rows.error());
  for (std::size_t at = 0; at < rows->size(); ++at) {
    Row row(*rows, at);
    if (Result<void> done = each(row); !done) return done;
  }
  return {};
}

/// Runs `work` so that the locks which it makes the server take do not stay until the end.
template <class Work>
Result<void> releasing_locks(Gathering& into, Work work) {
  auto done = into.connection.command("SAVEPOINT listing");
  if (done) done = work();
  if (done) done = into.connection.command("ROLLBACK TO SAVEPOINT listing");
  return done ? into.connection.command("RELEASE SAVEPOINT listing") : done;
}

/// SQL for who may do what, as far as it is not the default: the owner is called OWNER.
std::string rights_sql(std::string_view rights, std::string_view letter, std::string_view owner);

/// A condition that a schema is none of the system's own.
std::string own_schema_sql(std::string_view schema);

/// A list of options as one text, in an order of its own.
std::string options_sql(std::string_view options);

// Each lists some kinds of objects, in this order.
Result<void> list_schemas(Gathering& into);
Result<void> list_types(Gathering& into);
Result<void> list_relations(Gathering& into);
Result<void> list_columns(Gathering& into);
Result<void> list_sequences(Gathering& into);
Result<void> list_constraints(Gathering& into);
Result<void> list_indexes(Gathering& into);
Result<void> list_routines(Gathering& into);
Result<void> list_triggers(Gathering& into);
Result<void> list_rules(Gathering& into);
Result<void> list_policies(Gathering& into);
Result<void> list_others(Gathering& into);
Result<void> list_comments(Gathering& into);
Result<void> link_dependencies(Gathering& into);

using RowEstimates = std::vector<std::pair<std::string, std::int64_t>>;
Result<void> estimate_rows(Gathering& into, RowEstimates& estimates);

}  // namespace mig::postgres
