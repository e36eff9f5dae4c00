#include <fmt/format.h>

#include "mig/postgres/reading.hpp"

namespace mig::postgres {
namespace {

std::string columns_sql(int version) {
  const auto* compression = version >= 140000 ? "a.attcompression" : "''";
  return fmt::format(
      "SELECT a.attrelid, a.attnum, a.attname, a.atttypid, format_type(a.atttypid, a.atttypmod), "
      "a.attnotnull, d.oid, pg_get_expr(d.adbin, d.adrelid), a.attidentity, "
      "CASE WHEN a.attcollation <> t.typcollation THEN l.collname END, a.attgenerated, "
      "CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END, {}, "
      "CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END, "
      "CASE WHEN a.attoptions IS NOT NULL THEN {} END, "
      "CASE WHEN a.attfdwoptions IS NOT NULL THEN {} END, {} "
      "FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid "
      "JOIN pg_namespace AS n ON n.oid = c.relnamespace JOIN pg_type AS t ON t.oid = a.atttypid "
      "LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum "
      "LEFT JOIN pg_collation AS l ON l.oid = a.attcollation "
      "WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c') "
      "AND {} ORDER BY a.attrelid, a.attnum",
      compression, options_sql("a.attoptions"), options_sql("a.attfdwoptions"),
      rights_sql("a.attacl", "c", "c.relowner"), own_schema_sql("n"));
}

Result<void> list_column(Gathering& into, Place relation, const SystemId& id, std::string name,
                         Row row) {
  const Place place = into.add(ObjectKind::column, into.name(relation) + '.' + name, id);
  into.need(place, relation);
  if (into.kind(relation) != ObjectKind::composite) into.belongs_to(place, relation);
  const auto type = row.oid();
  into.say(place, Attribute::type, into.type_name(type, row.text()));
  into.say(place, Attribute::nullable, !row.truth());
  const SystemId default_id{SystemCatalog::column_default, row.oid(), 0};
  const bool has_default = !row.next_is_null();
  const auto expression = row.text();
  if (has_default) {
    into.stands_for(default_id, place);
    if (auto said = into.say_digest(place, Attribute::default_digest, expression); !said)
      return said;
  }
  const auto identity = row.text();
  if (!identity.empty())
    into.say(place, Attribute::identity, std::string(identity == "a" ? "always" : "by_default"));
  if (auto collation = row.word(); !collation.empty())
    into.say(place, Attribute::collation, std::move(collation));
  Rest rest;
  for (const auto* key :
       {"generated", "storage", "compression", "statistics", "options", "server_options", "rights"})
    rest.say(key, row.text());
  return into.say_rest(place, rest);
}

}  // namespace

Result<void> list_columns(Gathering& into) {
  std::vector<std::pair<Place, std::vector<std::string>>> lists;
  auto listed = for_each_row(into, columns_sql(into.version), [&](Row row) -> Result<void> {
    const auto relation = row.oid();
    const SystemId id{SystemCatalog::relation, relation, static_cast<std::int32_t>(row.number())};
    auto name = row.word();
    const auto found = into.find({SystemCatalog::relation, relation, 0});
    if (!found || into.is_of_extension({SystemCatalog::relation, relation, 0})) return {};
    into.know_column(relation, id.part, name);
    const auto kind = into.kind(*found);
    if (kind != ObjectKind::composite) {
      if (lists.empty() || lists.back().first != *found) lists.emplace_back(*found, 0);
      lists.back().second.push_back(name);
    }
    if (kind != ObjectKind::view && kind != ObjectKind::matview)
      return list_column(into, *found, id, std::move(name), row);
    into.stands_for(id, *found);
    return {};
  });
  if (!listed) return listed;
  for (auto& [place, names] : lists) into.say(place, Attribute::columns, std::move(names));
  return {};
}

}  // namespace mig::postgres
