#include "mig/runner/row_digests.hpp"

#include <fmt/format.h>

#include <charconv>

namespace mig::runner {
namespace {

// As the role that ran the scripts, not as superuser: reading a row may run what a script made.
constexpr const char* kTables =
    "SELECT format('%I.%I', n.nspname, c.relname),"
    "       (SELECT string_agg(format('%L || coalesce(quote_literal(t.%I::pg_catalog.text), "
    "''-'')',"
    "                                 a.attname || '=', a.attname), ' || ' ORDER BY a.attname)"
    "          FROM pg_catalog.pg_attribute a"
    "         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)"
    "  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " WHERE c.relkind = 'r' AND c.relpersistence <> 't'"
    "   AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_toast'"
    "   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d"
    "                    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass"
    "                      AND d.objid = c.oid AND d.deptype = 'e')"
    " ORDER BY 1";

/// Column by column in the order of their names, so that another order of columns is no other row,
/// and as text, so that what a type holds beyond its meaning (the spaces of json) counts.
std::string digest_query(std::string_view table, std::string_view columns) {
  return fmt::format(
      "SELECT pg_catalog.count(*), coalesce(pg_catalog.sum(('x' || pg_catalog.left("
      "pg_catalog.md5($1::pg_catalog.text || {}), 16))"
      "::pg_catalog.bit(64)::pg_catalog.int8::pg_catalog.numeric), 0)::pg_catalog.text"
      " FROM ONLY {} t",
      columns.empty() ? "''" : columns, table);
}

std::int64_t number(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

Result<RowDigests> digest_rows(postgres::Connection& connection, const std::string& salt) {
  // A script may have left a search path on which functions and operators of its own come first.
  auto own_path = connection.command("SELECT pg_catalog.set_config('search_path', '', false)");
  if (!own_path) return tl::unexpected(own_path.error());
  // Rows that a policy hides would be missing in silence.
  if (auto set = connection.command("SET row_security = off"); !set) {
    return tl::unexpected(set.error());
  }
  auto tables = connection.query(kTables);
  if (!tables) return tl::unexpected(tables.error());
  RowDigests digests;
  for (std::size_t i = 0; i < tables->size(); ++i) {
    const std::string table(tables->text(i, 0));
    auto digest = connection.query(digest_query(table, tables->text(i, 1)), {salt});
    if (!digest) return tl::unexpected(digest.error());
    digests[table] = {number(digest->text(0, 0)), std::string(digest->text(0, 1))};
  }
  return digests;
}

std::vector<RowChange> changed_rows(const RowDigests& before, const RowDigests& after) {
  std::vector<RowChange> changes;
  for (const auto& [table, digest] : before) {
    const auto now = after.find(table);
    if (now == after.end() || now->second == digest) continue;
    changes.push_back({table, digest.rows, now->second.rows});
  }
  return changes;
}

}  // namespace mig::runner
