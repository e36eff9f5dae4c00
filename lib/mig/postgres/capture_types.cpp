#include <fmt/format.h>

#include <map>

#include "mig/postgres/reading.hpp"

namespace mig::postgres {
namespace {

std::string types_sql() {
  return fmt::format(
      "SELECT t.oid, t.typarray, n.nspname || '.' || t.typname, t.typtype, t.typbasetype, "
      "CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END, t.typnotnull, "
      "coalesce(pg_get_expr(t.typdefaultbin, 0), t.typdefault), "
      "CASE WHEN t.typtype = 'd' AND t.typcollation <> b.typcollation THEN l.collname END, {}, "
      "CASE WHEN t.typtype IN ('b', 'p') THEN concat_ws(' ', t.typinput::text, t.typoutput::text, "
      "t.typreceive::text, t.typsend::text, t.typmodin::text, t.typmodout::text, "
      "t.typanalyze::text, t.typlen, t.typbyval, t.typalign, t.typstorage, t.typcategory, "
      "t.typispreferred, t.typdelim, t.typisdefined) END, "
      "CASE WHEN r.rngtypid IS NOT NULL THEN concat_ws(' ', format_type(r.rngsubtype, NULL), "
      "r.rngsubdiff::text, r.rngcanonical::text, (SELECT o.opcname FROM pg_opclass AS o "
      "WHERE o.oid = r.rngsubopc), (SELECT k.collname FROM pg_collation AS k "
      "WHERE k.oid = r.rngcollation)) END "
      "FROM pg_type AS t JOIN pg_namespace AS n ON n.oid = t.typnamespace "
      "LEFT JOIN pg_type AS b ON b.oid = t.typbasetype "
      "LEFT JOIN pg_collation AS l ON l.oid = t.typcollation "
      "LEFT JOIN pg_range AS r ON r.rngtypid = t.oid WHERE {} AND (t.typtype IN ('e', 'd', 'r') "
      "OR (t.typtype IN ('b', 'p') AND NOT EXISTS (SELECT FROM pg_type AS e "
      "WHERE e.typarray = t.oid))) ORDER BY t.oid",
      rights_sql("t.typacl", "T", "t.typowner"), own_schema_sql("n"));
}

ObjectKind kind_of(char letter) {
  switch (letter) {
    case 'e':
      return ObjectKind::enumeration;
    case 'd':
      return ObjectKind::domain;
    case 'r':
      return ObjectKind::range;
    default:
      return ObjectKind::base_type;
  }
}

using Labels = std::map<std::uint32_t, std::vector<std::string>>;

Result<void> list_type(Gathering& into, Row row, Labels& labels) {
  const SystemId id{SystemCatalog::type, row.oid(), 0};
  const SystemId array{SystemCatalog::type, row.oid(), 0};
  if (into.is_of_extension(id)) return {};
  auto name = row.word();
  const auto kind = kind_of(row.text().front());
  const Place place = into.add(kind, std::move(name), id);
  if (array.number != 0) into.stands_for(array, place);
  const auto base = row.oid();
  const auto written = row.text();
  const bool not_null = row.truth();
  const bool has_default = !row.next_is_null();
  const auto expression = row.text();
  auto collation = row.word();
  if (kind == ObjectKind::domain) {
    into.say(place, Attribute::type, into.type_name(base, written));
    into.say(place, Attribute::nullable, !not_null);
    if (!collation.empty()) into.say(place, Attribute::collation, std::move(collation));
  }
  if (has_default) {
    if (auto said = into.say_digest(place, Attribute::default_digest, expression); !said)
      return said;
  }
  Rest rest;
  for (const auto* key : {"rights", "base", "range"}) rest.say(key, row.text());
  if (kind == ObjectKind::enumeration) into.say(place, Attribute::labels, labels[id.number]);
  return into.say_rest(place, rest);
}

}  // namespace

Result<void> list_types(Gathering& into) {
  // Only names with quotes have to be known: the others are written as they are.
  auto known = for_each_row(
      into,
      fmt::format("SELECT t.oid, t.typarray, n.nspname || '.' || t.typname FROM pg_type AS t "
                  "JOIN pg_namespace AS n ON n.oid = t.typnamespace WHERE {} AND "
                  "t.typcategory <> 'A' AND (quote_ident(t.typname) <> t.typname OR "
                  "quote_ident(n.nspname) <> n.nspname)",
                  own_schema_sql("n")),
      [&](Row row) -> Result<void> {
        const auto type = row.oid();
        const auto array = row.oid();
        const auto name = row.word();
        into.know_type(type, name);
        if (array != 0) into.know_type(array, name + "[]");
        return {};
      });
  if (!known) return known;
  Labels labels;
  known = for_each_row(into,
                       "SELECT enumtypid, enumlabel FROM pg_enum ORDER BY enumtypid, enumsortorder",
                       [&](Row row) -> Result<void> {
                         auto& list = labels[row.oid()];
                         list.push_back(row.word());
                         return {};
                       });
  if (!known) return known;
  return for_each_row(into, types_sql(), [&](Row row) { return list_type(into, row, labels); });
}

}  // namespace mig::postgres
