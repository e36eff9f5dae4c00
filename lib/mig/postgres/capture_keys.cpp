#include <fmt/format.h>

#include "mig/postgres/reading.hpp"

namespace mig::postgres {
namespace {

std::vector<std::string> column_names(const Gathering& into, std::uint32_t relation,
                                      const std::vector<std::int32_t>& numbers) {
  std::vector<std::string> names;
  for (const auto number : numbers) names.push_back(into.column_name(relation, number));
  return names;
}

std::string constraint_type(std::string_view letter) {
  return letter == "p"   ? "primary_key"
         : letter == "u" ? "unique"
         : letter == "f" ? "foreign_key"
         : letter == "c" ? "check"
         : letter == "t" ? "trigger"
                         : "exclusion";
}

std::string action(std::string_view letter) {
  return letter == "r"   ? "restrict"
         : letter == "c" ? "cascade"
         : letter == "n" ? "set_null"
         : letter == "d" ? "set_default"
                         : "no_action";
}

std::string constraints_sql(int version) {
  return fmt::format(
      "SELECT c.oid, c.conrelid, c.contypid, c.conname, c.contype, c.conkey, c.confrelid, "
      "c.confkey, c.confupdtype, c.confdeltype, c.convalidated, "
      "CASE WHEN c.contype IN ('c', 'x') THEN pg_get_constraintdef(c.oid) END, "
      "CASE WHEN c.contype = 'f' THEN nullif(c.confmatchtype, 's') END, "
      "CASE WHEN c.condeferrable THEN 'yes' END, CASE WHEN c.condeferred THEN 'yes' END, "
      "CASE WHEN c.contype = 'c' AND c.connoinherit THEN 'yes' END, {} "
      "FROM pg_constraint AS c JOIN pg_namespace AS n ON n.oid = c.connamespace "
      "WHERE c.contype IN ('p', 'u', 'f', 'c', 'x', 't') AND {} ORDER BY c.oid",
      version >= 150000 ? "c.confdelsetcols" : "NULL", own_schema_sql("n"));
}

Result<void> list_constraint(Gathering& into, Row row) {
  const SystemId id{SystemCatalog::constraint, row.oid(), 0};
  const auto relation = row.oid();
  const auto domain = row.oid();
  const SystemId holder_id = relation != 0 ? SystemId{SystemCatalog::relation, relation, 0}
                                           : SystemId{SystemCatalog::type, domain, 0};
  const auto holder = into.find(holder_id);
  if (!holder || into.is_of_extension(holder_id)) return {};
  const Place place = into.add(ObjectKind::constraint, into.name(*holder) + '/' + row.word(), id);
  into.need(place, *holder);
  if (relation != 0) into.belongs_to(place, *holder);
  const auto letter = row.text();
  into.say(place, Attribute::constraint_type, constraint_type(letter));
  if (const auto columns = row.numbers(); !columns.empty())
    into.say(place, Attribute::columns, column_names(into, relation, columns));
  const auto target = row.oid();
  const auto target_columns = row.numbers();
  const auto on_update = action(row.text());
  const auto on_delete = action(row.text());
  const bool validated = row.truth();
  if (letter == "f") {
    if (const auto found = into.find({SystemCatalog::relation, target, 0});
        found && !into.is_of_extension({SystemCatalog::relation, target, 0})) {
      into.say(place, Attribute::target, into.at(*found).label());
      into.say(place, Attribute::target_columns, column_names(into, target, target_columns));
    }
    into.say(place, Attribute::on_update, on_update);
    into.say(place, Attribute::on_delete, on_delete);
  }
  if (letter == "f" || letter == "c") into.say(place, Attribute::validated, validated);
  Rest rest;
  for (const auto* key :
       {"definition", "match", "deferrable", "deferred", "no_inherit", "delete_columns"})
    rest.say(key, row.text());
  return into.say_rest(place, rest);
}

std::string indexes_sql() {
  // Names of index and table are left out: each says its own.
  return fmt::format(
      "SELECT i.indexrelid, i.indrelid, n.nspname || '.' || c.relname, i.indkey, i.indnkeyatts, "
      "i.indisunique, a.amname, i.indisvalid, "
      "regexp_replace(pg_get_indexdef(i.indexrelid), '^.*? USING ', ''), "
      "CASE WHEN i.indisclustered THEN 'yes' END, CASE WHEN i.indisreplident THEN 'yes' END, "
      "s.spcname FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid "
      "JOIN pg_namespace AS n ON n.oid = c.relnamespace JOIN pg_am AS a ON a.oid = c.relam "
      "LEFT JOIN pg_tablespace AS s ON s.oid = c.reltablespace WHERE {} ORDER BY i.indexrelid",
      own_schema_sql("n"));
}

Result<void> list_index(Gathering& into, Row row) {
  const SystemId id{SystemCatalog::relation, row.oid(), 0};
  const auto relation = row.oid();
  const SystemId table_id{SystemCatalog::relation, relation, 0};
  const auto table = into.find(table_id);
  if (!table || into.is_of_extension(table_id) || into.is_of_extension(id)) return {};
  const Place place = into.add(ObjectKind::index, row.word(), id);
  into.belongs_to(place, *table);
  auto keys = row.numbers();
  // Behind the keys stand the columns of INCLUDE.
  keys.resize(std::min(keys.size(), static_cast<std::size_t>(row.number())));
  into.say(place, Attribute::columns, column_names(into, relation, keys));
  into.say(place, Attribute::unique, row.truth());
  into.say(place, Attribute::method, row.word());
  if (!row.truth()) into.say(place, Attribute::valid, false);
  Rest rest;
  for (const auto* key : {"definition", "clustered", "replica_identity", "tablespace"})
    rest.say(key, row.text());
  return into.say_rest(place, rest);
}

}  // namespace

Result<void> list_constraints(Gathering& into) {
  return for_each_row(into, constraints_sql(into.version),
                      [&](Row row) { return list_constraint(into, row); });
}

Result<void> list_indexes(Gathering& into) {
  return for_each_row(into, indexes_sql(), [&](Row row) { return list_index(into, row); });
}

}  // namespace mig::postgres
