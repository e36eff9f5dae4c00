// What a table takes from another: LIKE, INHERITS, PARTITION OF and OF a type.
#include <algorithm>

#include "mig/catalog/heirs.hpp"
#include "mig/catalog/session.hpp"
#include "mig/catalog/tables.hpp"

namespace mig::catalog {
namespace {

void copy_columns(Session& session, Id from, Id to, bool defaults) {
  for (const Id id : session.catalog.children(from, ObjectKind::column)) {
    auto column = session.catalog.at(id);
    if (session.find_column(to, column.name) != 0) continue;
    column.parent = to;
    column.assumed = false;
    std::erase_if(column.needs, [&](const Need& need) { return need.on == from; });
    column.needs.push_back({to, Bond::automatic});
    if (!defaults) {
      column.attributes.erase("default");
      column.attributes.erase("generated");
    }
    column.attributes.erase("identity");
    session.catalog.add(std::move(column));
  }
}

Object rebased(const Session& session, Object object, Id from, Id to) {
  const auto moved = [&](Id id) {
    if (id == from) return to;
    if (id == 0 || !session.catalog.alive(id) || session.catalog.at(id).parent != from) return id;
    const auto& column = session.catalog.at(id);
    const Id own = column.kind == ObjectKind::column ? session.find_column(to, column.name) : 0;
    return own != 0 ? own : id;
  };
  object.parent = to;
  for (auto& need : object.needs) need.on = moved(need.on);
  for (auto& id : object.columns) id = moved(id);
  for (auto& [key, parts] : object.attributes) {
    for (auto& part : parts) part.named = moved(part.named);
  }
  return object;
}

void copy_checks(Session& session, Id from, Id to, bool follow) {
  for (const Id id : session.catalog.children(from, ObjectKind::constraint)) {
    auto object = session.catalog.at(id);
    if (object.text(".type") != "CONSTR_CHECK") continue;
    if (session.catalog.find(name_space(ObjectKind::constraint), to, object.name) != 0) continue;
    object = rebased(session, std::move(object), from, to);
    if (follow) object.needs.push_back({id, Bond::automatic});
    session.catalog.add(std::move(object));
  }
}

void copy_indexes(Session& session, Id from, Id to, bool follow) {
  for (const Id id : session.catalog.children(from, ObjectKind::index)) {
    auto index = session.catalog.at(id);
    const auto type = index.text(".constraint");
    index = rebased(session, std::move(index), from, to);
    std::erase_if(index.needs, [&](const Need& need) {
      return session.catalog.alive(need.on) &&
             session.catalog.at(need.on).kind == ObjectKind::constraint;
    });
    index.name.clear();
    if (follow) index.needs.push_back({id, Bond::automatic});
    const auto label = type == "CONSTR_PRIMARY"  ? "pkey"
                       : type == "CONSTR_UNIQUE" ? "key"
                       : type.empty()            ? "idx"
                                                 : "excl";
    build_index(session, to, std::move(index), label);
  }
}

void copy_comment(Session& session, Id from, Id to) {
  const Id present = session.catalog.find(name_space(ObjectKind::comment), from, "");
  if (present == 0) return;
  auto comment = session.catalog.at(present);
  comment.parent = to;
  comment.needs = {{to, Bond::automatic}};
  session.catalog.add(std::move(comment));
}

void copy_statistics(Session& session, Id from, Id to) {
  for (const Id id : session.catalog.children(from, ObjectKind::statistics)) {
    auto own = rebased(session, session.catalog.at(id), from, to);
    const auto& table = session.catalog.at(to);
    std::vector<std::string> columns;
    const auto listed = own.attributes.at("columns");
    for (const auto& part : listed) columns.push_back(session.catalog.at(part.named).name);
    if (columns.empty()) columns.emplace_back("expr");
    own.name = object_name(table.name, column_names(session, columns), "stat");
    own.schema = table.schema;
    session.catalog.add(std::move(own));
  }
}

void copy_foreign_keys_and_triggers(Session& session, Id child, Id parent) {
  for (const Id id : session.catalog.children(parent, ObjectKind::constraint)) {
    auto object = session.catalog.at(id);
    if (object.text(".type") != "CONSTR_FOREIGN") continue;
    if (session.catalog.find(name_space(ObjectKind::constraint), child, object.name) != 0) continue;
    object = rebased(session, std::move(object), parent, child);
    object.needs.push_back({id, Bond::automatic});
    object.set(".derived", "yes");
    session.catalog.add(std::move(object));
  }
  for (const Id id : session.catalog.children(parent, ObjectKind::trigger)) {
    auto object = session.catalog.at(id);
    if (object.text(".row") != "true") continue;
    object = rebased(session, std::move(object), parent, child);
    object.needs.push_back({id, Bond::automatic});
    session.catalog.add(std::move(object));
  }
}

}  // namespace

/// CREATE TABLE ... OF type.
void columns_of_type(Session& session, Id table, Node type_name) {
  const Id type = session.find_type(names_of(type_name["names"]));
  if (type == 0) return;
  copy_columns(session, type, table, false);
  session.edit(table, [&](Object& object) {
    object.set(".of", "type");
    object.needs.push_back({type, Bond::normal});
  });
}

/// Columns that come from a table that nobody has seen are not known either.
static void loosen(Session& session, Id table, Id from) {
  const auto& source = session.catalog.at(from);
  if (source.assumed || source.has(".loose"))
    session.edit(table, [](Object& object) { object.set(".loose", "yes"); });
}

void like(Session& session, Id table, Node clause) {
  const Id from = session.relation(clause["relation"]);
  loosen(session, table, from);
  const auto options = clause["options"].number();
  constexpr std::int64_t kComments = 1 << 0;
  constexpr std::int64_t kIdentity = 1 << 5;
  constexpr std::int64_t kStatistics = 1 << 7;
  constexpr std::int64_t kConstraints = 1 << 2;
  constexpr std::int64_t kDefaults = 1 << 3;
  constexpr std::int64_t kIndexes = 1 << 6;
  copy_columns(session, from, table, (options & kDefaults) != 0);
  if ((options & kConstraints) != 0) copy_checks(session, from, table, false);
  if ((options & kIndexes) != 0) copy_indexes(session, from, table, false);
  for (const Id id : session.catalog.children(from, ObjectKind::column)) {
    const Id own = session.find_column(table, session.catalog.at(id).name);
    if (own == 0) continue;
    if ((options & kComments) != 0) copy_comment(session, id, own);
    const auto& column = session.catalog.at(id);
    if ((options & kIdentity) == 0 || !column.has("identity")) continue;
    const auto kind = column.text("identity");
    serial_sequence(session, table, own, session.catalog.render(column.attributes.at("type")));
    session.edit(own, [&](Object& object) { object.set("identity", kind); });
  }
  if ((options & kStatistics) != 0) copy_statistics(session, from, table);
}

void adopt_from_parent(Session& session, Id child, Id parent, bool partition) {
  // The server refuses a circle, and a partition of two tables.
  const auto below = descendants(session, child);
  const bool circle =
      child == parent || std::find(below.begin(), below.end(), parent) != below.end();
  if (circle || (partition && !session.catalog.at(child).parents.empty())) return;
  loosen(session, child, parent);
  copy_columns(session, parent, child, true);
  copy_checks(session, parent, child, true);
  if (partition) {
    copy_indexes(session, parent, child, true);
    copy_foreign_keys_and_triggers(session, child, parent);
  }
  session.edit(child, [&](Object& object) {
    object.parents.push_back(parent);
    object.attributes["parents"].push_back({",", parent});
    object.needs.push_back({parent, partition ? Bond::automatic : Bond::normal});
  });
  if (!partition) return;
  for (const Id id : session.catalog.dependents(parent)) {
    const auto& object = session.catalog.at(id);
    const bool refers = object.kind == ObjectKind::constraint && object.target == parent;
    if (refers) reference_partition(session, id, child);
  }
}

}  // namespace mig::catalog
