#include "mig/catalog/obstacle_watch.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace mig::catalog {
namespace {

void tell(Session& session, ObstacleKind kind, effect::ObjectName object,
          effect::ObjectName other = {}, std::string detail = {}) {
  // Where the script may not go it may be right.
  if (session.uncertain > 0) return;
  session.obstacles.found.push_back(
      {kind, std::move(object), std::move(other), std::move(detail), session.span});
}

bool is_system_column(std::string_view name) {
  constexpr std::array<std::string_view, 6> kNames{"ctid", "xmin", "xmax",
                                                   "cmin", "cmax", "tableoid"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

/// What an extension may have brought along without a word in any script.
bool comes_with_extensions(ObjectKind kind) {
  return kind != ObjectKind::column && kind != ObjectKind::constraint &&
         kind != ObjectKind::trigger && kind != ObjectKind::policy && kind != ObjectKind::rule &&
         kind != ObjectKind::index && kind != ObjectKind::sequence && kind != ObjectKind::table &&
         kind != ObjectKind::schema && kind != ObjectKind::extension;
}

bool has_extensions(const Catalog& catalog) {
  for (Id id = 1; id < catalog.size(); ++id) {
    if (catalog.alive(id) && catalog.at(id).kind == ObjectKind::extension) return true;
  }
  return false;
}

/// What lives outside the database, or is there in every one.
bool is_never_known(const Catalog& catalog, const Object& wanted) {
  switch (wanted.kind) {
    case ObjectKind::role:
    case ObjectKind::database:
    case ObjectKind::tablespace:
    case ObjectKind::language:
    case ObjectKind::access_method:
    case ObjectKind::collation:
    case ObjectKind::text_search:
    case ObjectKind::conversion:
    case ObjectKind::comment:
    case ObjectKind::unknown:
      return true;
    case ObjectKind::schema:
      return wanted.name.starts_with("pg_") || wanted.name == "information_schema";
    case ObjectKind::column:
      return is_system_column(wanted.name);
    default:
      return wanted.schema == catalog.system_schema() ||
             wanted.schema == catalog.temporary_schema();
  }
}

/// Whether nothing of that name can be there.
bool is_known_absent(const Catalog& catalog, const Object& wanted) {
  if (is_never_known(catalog, wanted)) return false;
  // Several routines share a name, and the one that is meant may be spelled in another way.
  if (is_routine(wanted.kind) && !catalog.functions(wanted.schema, wanted.name).empty())
    return false;
  const Id holder = wanted.parent;
  if (holder != 0) {
    const auto& table = catalog.at(holder);
    if (table.kind != ObjectKind::table || table.possible) return false;
    if (table.has(".loose") || (table.assumed && catalog.complete)) return false;
    if (!table.assumed) return true;
  }
  if (catalog.complete) return !comes_with_extensions(wanted.kind) || !has_extensions(catalog);
  return catalog.was_there(wanted);
}

effect::ObjectName name_of(const Catalog& catalog, const Object& object) {
  std::string name;
  if (object.parent != 0) {
    name = catalog.identity(object.parent) + (object.kind == ObjectKind::column ? '.' : '/');
  } else if (object.schema != 0) {
    name = catalog.at(object.schema).name + '.';
  }
  name += object.name;
  if (is_routine(object.kind)) name += '(' + catalog.render(object.arguments) + ')';
  return {object.kind, std::move(name)};
}

}  // namespace

Attempt::Attempt(Session& session, Node statement)
    : session_(session),
      statement_(statement),
      written_(session.catalog.written().size()),
      needed_(session.obstacles.needed.size()),
      idempotent_(session.traits.idempotent) {
  session.traits.idempotent = statement["if_not_exists"].truth() || statement["replace"].truth() ||
                              statement["missing_ok"].truth();
}

Attempt::~Attempt() {
  auto& catalog = session_.catalog;
  auto& watch = session_.obstacles;
  // Of a table and its columns and keys, that all are needed by one, the table comes last.
  std::map<Id, Id> needed;
  for (std::size_t i = needed_; i < watch.needed.size(); ++i)
    needed[watch.needed[i].first] = watch.needed[i].second;
  for (const auto& [dependent, on] : needed) {
    // Another part of the statement may have taken it along.
    if (!catalog.alive(dependent)) continue;
    const auto was = std::find_if(catalog.written().rbegin(), catalog.written().rend(),
                                  [on = on](const auto& entry) { return entry.id == on; });
    if (was == catalog.written().rend() || !was->was) continue;
    tell(session_, ObstacleKind::needed, {was->was->kind, was->identity}, catalog.name(dependent));
  }
  watch.needed.resize(std::min(needed_, watch.needed.size()));
  // IF EXISTS, IF NOT EXISTS and OR REPLACE say that it may be either way.
  const bool either_way = session_.traits.idempotent && !catalog.complete;
  if (session_.uncertain > 0 || either_way) {
    for (std::size_t i = written_; i < catalog.written().size(); ++i)
      watch.conditional.insert(catalog.written()[i].id);
  }
  // The effects of a whole statement are told when it has ended.
  if (session_.watch.nested > 1) session_.traits.idempotent = idempotent_;
}

Optional::Optional(Session& session, bool optional)
    : session_(session), before_(session.obstacles.optional) {
  session.obstacles.optional = before_ || optional;
}

void tell_missing(Session& session, const Object& wanted) {
  const auto& catalog = session.catalog;
  if (session.uncertain > 0 || !is_known_absent(catalog, wanted)) return;
  if (!session.obstacles.optional) {
    tell(session, ObstacleKind::absent, name_of(catalog, wanted));
  } else if (!catalog.was_there(wanted)) {
    tell(session, ObstacleKind::phantom, name_of(catalog, wanted));
  }
}

void tell_present(Session& session, Id present) {
  const auto& object = session.catalog.at(present);
  if (session.traits.idempotent || object.assumed || object.possible) return;
  if (session.obstacles.conditional.contains(present)) return;
  tell(session, ObstacleKind::present, session.catalog.name(present));
}

void tell_wrong_kind(Session& session, Id id, ObjectKind taken_for) {
  const auto& object = session.catalog.at(id);
  if (object.assumed || object.kind == taken_for) return;
  tell(session, ObstacleKind::wrong_kind, session.catalog.name(id), {taken_for, {}});
}

void tell_raised(Session& session, std::string message) {
  tell(session, ObstacleKind::raised, {}, {}, std::move(message));
}

}  // namespace mig::catalog
