#include <fmt/format.h>

#include <map>

#include "mig/postgres/reading.hpp"

namespace mig::postgres {

std::string own_schema_sql(std::string_view schema) {
  return fmt::format("({0}.nspname !~ '^pg_' AND {0}.nspname <> 'information_schema')", schema);
}

std::string options_sql(std::string_view options) {
  return fmt::format("(SELECT string_agg(o, ',' ORDER BY o COLLATE \"C\") FROM unnest({}) AS o)",
                     options);
}

std::string rights_sql(std::string_view rights, std::string_view letter, std::string_view owner) {
  const auto spelled = [&](const std::string& list) {
    return fmt::format(
        "coalesce((SELECT string_agg(w, ',' ORDER BY w COLLATE \"C\") FROM (SELECT CASE grantee "
        "WHEN 0 THEN 'PUBLIC' WHEN {1} THEN 'OWNER' ELSE pg_get_userbyid(grantee) END || ' ' || "
        "privilege_type || CASE WHEN is_grantable THEN '*' ELSE '' END AS w FROM aclexplode({0})) "
        "AS g), 'none')",
        list, owner);
  };
  return fmt::format("CASE WHEN {0} IS NOT NULL THEN nullif({1}, {2}) END", rights,
                     spelled(std::string(rights)),
                     spelled(fmt::format("acldefault('{}', {})", letter, owner)));
}

Result<void> list_schemas(Gathering& into) {
  auto listed = for_each_row(
      into,
      fmt::format("SELECT n.oid, n.nspname, {} FROM pg_namespace AS n WHERE {} AND NOT EXISTS "
                  "(SELECT FROM pg_depend AS d WHERE d.classid = 2615 AND d.objid = n.oid AND "
                  "d.deptype = 'e') ORDER BY n.oid",
                  rights_sql("n.nspacl", "n", "n.nspowner"), own_schema_sql("n")),
      [&](Row row) {
        const SystemId id{SystemCatalog::schema, row.oid(), 0};
        const Place place = into.add(ObjectKind::schema, row.word(), id);
        Rest rest;
        rest.say("rights", row.text());
        return into.say_rest(place, rest);
      });
  if (!listed) return listed;
  listed = for_each_row(into, "SELECT oid, extname, extversion FROM pg_extension ORDER BY oid",
                        [&](Row row) -> Result<void> {
                          const SystemId id{SystemCatalog::extension, row.oid(), 0};
                          const Place place = into.add(ObjectKind::extension, row.word(), id);
                          into.say(place, Attribute::version, row.word());
                          return {};
                        });
  if (!listed) return listed;
  return for_each_row(
      into, "SELECT classid, objid, refobjid FROM pg_depend WHERE deptype = 'e'",
      [&](Row row) -> Result<void> {
        const auto catalog = static_cast<SystemCatalog>(row.oid());
        const SystemId member{catalog, row.oid(), 0};
        if (const auto extension = into.find({SystemCatalog::extension, row.oid(), 0}))
          into.of_extension(member, *extension);
        return {};
      });
}

namespace {

ObjectKind kind_of(char letter) {
  switch (letter) {
    case 'v':
      return ObjectKind::view;
    case 'm':
      return ObjectKind::matview;
    case 'f':
      return ObjectKind::foreign_table;
    case 'c':
      return ObjectKind::composite;
    default:
      return ObjectKind::table;
  }
}

std::string persistence_of(std::string_view letter) {
  return letter == "u" ? "unlogged" : letter == "t" ? "temporary" : "permanent";
}

std::string relations_sql() {
  return fmt::format(
      "SELECT c.oid, c.reltype, t.typarray, c.relkind, n.nspname || '.' || c.relname, "
      "c.relpersistence, c.relrowsecurity, "
      "(SELECT array_agg(i.inhparent ORDER BY i.inhseqno) FROM pg_inherits AS i "
      "WHERE i.inhrelid = c.oid AND c.relkind IN ('r', 'p', 'f')), "
      "c.relforcerowsecurity, nullif(c.relreplident, 'd'), {}, {}, nullif(a.amname, 'heap'), "
      "s.spcname, CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END, "
      "CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END, "
      "pg_get_expr(c.relpartbound, c.oid), "
      "{}, r.srvname, {} "
      "FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace "
      "LEFT JOIN pg_type AS t ON t.oid = c.reltype LEFT JOIN pg_am AS a ON a.oid = c.relam "
      "LEFT JOIN pg_class AS o ON o.oid = c.reltoastrelid "
      "LEFT JOIN pg_tablespace AS s ON s.oid = c.reltablespace "
      "LEFT JOIN pg_foreign_table AS f ON f.ftrelid = c.oid "
      "LEFT JOIN pg_foreign_server AS r ON r.oid = f.ftserver "
      "WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c') AND {} ORDER BY c.oid",
      options_sql("c.reloptions"), options_sql("o.reloptions"),
      rights_sql("c.relacl", "r", "c.relowner"), options_sql("f.ftoptions"), own_schema_sql("n"));
}

/// The queries of views, a few at a time: the server locks what it spells out, and may have room
/// for no more than some thousand locks.
Result<void> read_queries(Gathering& into, std::map<std::uint32_t, std::string>& queries) {
  constexpr std::size_t kAtATime = 200;
  std::vector<std::string> lists;
  std::size_t count = 0;
  auto listed =
      for_each_row(into,
                   fmt::format("SELECT c.oid FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = "
                               "c.relnamespace WHERE c.relkind IN ('v', 'm') AND {} ORDER BY c.oid",
                               own_schema_sql("n")),
                   [&](Row row) -> Result<void> {
                     if (count++ % kAtATime == 0) lists.emplace_back();
                     lists.back() += (lists.back().empty() ? "" : ",") + row.word();
                     return {};
                   });
  if (!listed) return listed;
  for (const auto& list : lists) {
    auto read = releasing_locks(into, [&] {
      return for_each_row(
          into, fmt::format("SELECT o, pg_get_viewdef(o) FROM unnest('{{{}}}'::oid[]) AS o", list),
          [&](Row row) -> Result<void> {
            const auto number = row.oid();
            queries[number] = row.word();
            return {};
          });
    });
    if (!read) return read;
  }
  return {};
}

using Parents = std::vector<std::pair<Place, std::vector<std::int32_t>>>;

Result<void> list_relation(Gathering& into, Row row, Parents& parents,
                           const std::map<std::uint32_t, std::string>& queries) {
  const SystemId id{SystemCatalog::relation, row.oid(), 0};
  const SystemId type{SystemCatalog::type, row.oid(), 0};
  const SystemId array{SystemCatalog::type, row.oid(), 0};
  if (into.is_of_extension(id)) return {};
  const auto letter = row.text();
  const auto kind = kind_of(letter.front());
  const Place place = into.add(kind, row.word(), id);
  if (type.number != 0) into.stands_for(type, place);
  if (array.number != 0) into.stands_for(array, place);
  const auto persistence = persistence_of(row.text());
  const bool row_security = row.truth();
  const auto above = row.numbers();
  const bool is_table = kind == ObjectKind::table || kind == ObjectKind::foreign_table;
  if (is_table) {
    into.say(place, Attribute::persistence, persistence);
    into.say(place, Attribute::row_security, row_security);
    into.say(place, Attribute::partitioned, letter == "p");
    if (!above.empty()) parents.emplace_back(place, above);
  }
  Rest rest;
  if (row.truth()) rest.say("force_row_security", "yes");
  for (const auto* key :
       {"replica_identity", "options", "toast_options", "access_method", "tablespace", "of_type",
        "partition_key", "bound", "rights", "server", "server_options"})
    rest.say(key, row.text());
  if (const auto query = queries.find(id.number); query != queries.end())
    rest.say("query", query->second);
  if (is_table && above.size() > 1) rest.say("parents", std::to_string(above.size()));
  return into.say_rest(place, rest);
}

}  // namespace

Result<void> list_relations(Gathering& into) {
  Parents parents;
  std::map<std::uint32_t, std::string> queries;
  if (auto read = read_queries(into, queries); !read) return read;
  auto listed = for_each_row(into, relations_sql(),
                             [&](Row row) { return list_relation(into, row, parents, queries); });
  if (!listed) return listed;
  for (const auto& [place, above] : parents) {
    // Of several the format names none; what it depends on names all of them.
    if (above.size() != 1) continue;
    const auto number = static_cast<std::uint32_t>(above.front());
    if (const auto parent = into.find({SystemCatalog::relation, number, 0}))
      into.say(place, Attribute::target, into.at(*parent).label());
  }
  return {};
}

Result<void> list_sequences(Gathering& into) {
  return for_each_row(
      into,
      fmt::format(
          "SELECT c.oid, n.nspname || '.' || c.relname, format_type(s.seqtypid, NULL), "
          "c.relpersistence, d.refobjid, d.refobjsubid, s.seqstart, s.seqincrement, s.seqmin, "
          "s.seqmax, s.seqcache, CASE WHEN s.seqcycle THEN 'yes' END, {} "
          "FROM pg_sequence AS s JOIN pg_class AS c ON c.oid = s.seqrelid "
          "JOIN pg_namespace AS n ON n.oid = c.relnamespace LEFT JOIN pg_depend AS d "
          "ON d.classid = 1259 AND d.objid = c.oid AND d.refclassid = 1259 AND d.refobjsubid > 0 "
          "AND d.deptype IN ('a', 'i') WHERE {} ORDER BY c.oid",
          rights_sql("c.relacl", "s", "c.relowner"), own_schema_sql("n")),
      [&](Row row) -> Result<void> {
        const SystemId id{SystemCatalog::relation, row.oid(), 0};
        if (into.is_of_extension(id)) return {};
        const Place place = into.add(ObjectKind::sequence, row.word(), id);
        into.say(place, Attribute::type, row.word());
        into.say(place, Attribute::persistence, persistence_of(row.text()));
        const auto table = row.oid();
        const auto column =
            into.find({SystemCatalog::relation, table, static_cast<std::int32_t>(row.number())});
        if (table != 0 && column) {
          into.say(place, Attribute::owned_by, into.at(*column).label());
          if (const auto owner = into.table_of(*column)) into.belongs_to(place, *owner);
        }
        Rest rest;
        for (const auto* key : {"start", "increment", "min", "max", "cache", "cycle", "rights"})
          rest.say(key, row.text());
        return into.say_rest(place, rest);
      });
}

Result<void> estimate_rows(Gathering& into, RowEstimates& estimates) {
  std::map<std::string, std::int64_t> found;
  std::map<std::uint32_t, std::uint32_t> parent_of;
  std::map<std::uint32_t, std::int64_t> partitioned;
  std::map<std::uint32_t, std::int64_t> rows_of;
  auto read = for_each_row(
      into,
      "SELECT c.oid, c.relkind, c.reltuples::bigint, CASE WHEN c.relispartition THEN i.inhparent "
      "END FROM pg_class AS c LEFT JOIN pg_inherits AS i ON i.inhrelid = c.oid AND "
      "c.relispartition WHERE c.relkind IN ('r', 'p', 'm') ORDER BY c.oid",
      [&](Row row) -> Result<void> {
        const auto number = row.oid();
        const bool holds_partitions = row.text() == "p";
        const auto rows = row.number();
        const auto parent = row.oid();
        if (!into.find({SystemCatalog::relation, number, 0}) ||
            into.is_of_extension({SystemCatalog::relation, number, 0}))
          return {};
        if (parent != 0) parent_of[number] = parent;
        // Below 0: never counted.
        if (!holds_partitions && rows >= 0) rows_of[number] = rows;
        return {};
      });
  if (!read) return read;
  for (const auto& [number, rows] : rows_of) {
    found[into.name(*into.find({SystemCatalog::relation, number, 0}))] = rows;
    // A partitioned table has as many as its partitions that were counted.
    for (auto above = parent_of.find(number); above != parent_of.end();
         above = parent_of.find(above->second))
      partitioned[above->second] += rows;
  }
  for (const auto& [number, rows] : partitioned) {
    if (const auto place = into.find({SystemCatalog::relation, number, 0}))
      found[into.name(*place)] = rows;
  }
  estimates.assign(found.begin(), found.end());
  return {};
}

}  // namespace mig::postgres
