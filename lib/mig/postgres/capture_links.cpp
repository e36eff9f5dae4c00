#include <fmt/format.h>

#include "mig/postgres/reading.hpp"

namespace mig::postgres {
namespace {

std::string behind(const std::string& name, char separator, const std::string& holder) {
  if (name.starts_with(holder + separator)) return name.substr(holder.size() + 1);
  return name.substr(name.find(separator) + 1);
}

/// As the server describes the object of a comment: "column geom of table public.parcels".
std::string described(Gathering& into, Place place, const SystemId& id) {
  const auto& object = into.at(place);
  const auto table = into.table_of(place);
  switch (into.kind(place)) {
    case ObjectKind::column: {
      const Place holder = *into.find({SystemCatalog::relation, id.number, 0});
      return "column " + behind(object.name, '.', into.name(holder)) + " of " +
             described(into, holder, {id.catalog, id.number, 0});
    }
    case ObjectKind::constraint:
    case ObjectKind::trigger:
    case ObjectKind::policy:
    case ObjectKind::rule: {
      const auto slash = object.name.find('/');
      const auto holder = table ? into.name(*table) : object.name.substr(0, slash);
      const auto on = table ? described(into, *table, {}) : "type " + holder;
      return object.kind + ' ' + behind(object.name, '/', holder) + " on " + on;
    }
    case ObjectKind::statistics:
      return "statistics object " + object.name;
    case ObjectKind::matview:
      return "materialized view " + object.name;
    case ObjectKind::foreign_table:
      return "foreign table " + object.name;
    case ObjectKind::enumeration:
    case ObjectKind::domain:
    case ObjectKind::range:
    case ObjectKind::base_type:
    case ObjectKind::composite:
      return "type " + object.name;
    case ObjectKind::function:
      return "function " + object.name.substr(0, object.name.find('(')) + '(' + into.call(place) +
             ')';
    default:
      return object.label();
  }
}

}  // namespace

Result<void> list_comments(Gathering& into) {
  return for_each_row(
      into,
      "SELECT classoid, objoid, objsubid, description FROM pg_description WHERE objoid >= 16384 OR "
      "classoid IN (2615, 3079) ORDER BY classoid, objoid, objsubid",
      [&](Row row) -> Result<void> {
        const auto catalog = static_cast<SystemCatalog>(row.oid());
        const auto number = row.oid();
        const SystemId id{catalog, number, static_cast<std::int32_t>(row.number())};
        const auto found = into.find(id);
        if (!found || into.is_of_extension(id)) return {};
        // Columns of views are no objects of the format.
        const auto kind = into.kind(*found);
        if (id.part != 0 && kind != ObjectKind::column) return {};
        const Place place = into.add(ObjectKind::comment, described(into, *found, id),
                                     {static_cast<SystemCatalog>(0), number, id.part});
        into.need(place, *found);
        if (const auto table = into.table_of(*found)) into.belongs_to(place, *table);
        return into.say_digest(place, Attribute::definition_digest, row.text());
      });
}

Result<void> link_dependencies(Gathering& into) {
  return for_each_row(
      into,
      "SELECT classid, objid, objsubid, refclassid, refobjid, refobjsubid FROM pg_depend "
      "WHERE deptype <> 'e' AND objid >= 16384",
      [&](Row row) -> Result<void> {
        const auto read = [&row] {
          const auto catalog = static_cast<SystemCatalog>(row.oid());
          const auto number = row.oid();
          return SystemId{catalog, number, static_cast<std::int32_t>(row.number())};
        };
        const auto dependent = read();
        const auto needed = read();
        const auto place = into.find(dependent);
        const auto on = into.find(needed);
        if (!place || !on || into.is_of_extension(dependent)) return {};
        into.need(*place, *on);
        // A query spells the name of the table as well as that of the column.
        const auto kind = into.kind(*place);
        const bool is_query =
            kind == ObjectKind::view || kind == ObjectKind::matview || kind == ObjectKind::rule;
        if (is_query && needed.part != 0) {
          if (const auto table = into.find({needed.catalog, needed.number, 0}))
            into.need(*place, *table);
        }
        return {};
      });
}

}  // namespace mig::postgres
