#include <algorithm>

#include "mig/catalog/essence.hpp"
#include "mig/catalog/heirs.hpp"
#include "mig/catalog/obstacle_watch.hpp"
#include "mig/catalog/session.hpp"
#include "mig/catalog/tables.hpp"

namespace mig::catalog {
namespace {

std::vector<Id> columns_of(Session& session, Id table, Node list) {
  std::vector<Id> columns;
  for (const auto& name : names_of(list)) columns.push_back(session.column(table, name));
  return columns;
}

std::vector<std::string> names(const Session& session, const std::vector<Id>& columns) {
  std::vector<std::string> found;
  for (const Id id : columns) found.push_back(session.catalog.at(id).name);
  return found;
}

void name_columns(Object& object, const std::string& key, const std::vector<Id>& columns) {
  auto& parts = object.attributes[key];
  for (const Id id : columns) parts.push_back({parts.empty() ? "" : ",", id});
}

void require_not_null(Session& session, const std::vector<Id>& columns) {
  for (const Id id : columns) {
    session.edit(id, [](Object& object) { object.set("not_null", "true"); });
  }
}

/// PRIMARY KEY, UNIQUE and EXCLUDE stand on an index of the same name.
void add_key(Session& session, Id table, Node node, Object constraint) {
  const auto type = constraint.text(".type");
  const auto schema = session.catalog.at(table).schema;
  Id index_id = 0;
  if (const auto existing = node["indexname"]) {
    std::vector<std::string> path{session.catalog.at(schema).name, std::string(existing.text())};
    index_id = session.relation_named(path, ObjectKind::index);
    if (constraint.name.empty()) constraint.name = existing.text();
    session.edit(index_id, [&](Object& object) {
      object.name = constraint.name;
      if (object.parent == 0) {
        object.parent = table;
        object.needs.push_back({table, Bond::automatic});
      }
      object.set(".constraint", type);
    });
    constraint.columns = session.catalog.at(index_id).columns;
    constraint.columns.remove(Id{0});
  } else {
    Object index;
    index.kind = ObjectKind::index;
    index.name = constraint.name;
    index.columns = constraint.columns;
    index.set(".constraint", type);
    index.set("unique", type == "CONSTR_EXCLUSION" ? "exclude" : "true");
    if (type == "CONSTR_EXCLUSION") {
      for (const auto& pair : node["exclusions"].items()) {
        const auto element = pair.is("List") ? pair["items"].first() : pair.first();
        const Id column = element["name"] ? session.column(table, element["name"].text()) : 0;
        index.columns.push_back(column);
        if (column != 0) constraint.columns.push_back(column);
      }
      if (index.columns.empty()) index.columns.push_back(0);
      const auto found = expression(session, node["exclusions"], {table});
      index.attributes["expression"] = found.parts;
    }
    for (const Id id : columns_of(session, table, node["including"]))
      index.attributes["including"].push_back({",", id});
    if (type == "CONSTR_PRIMARY") require_not_null(session, constraint.columns);
    const auto label = type == "CONSTR_PRIMARY" ? "pkey" : type == "CONSTR_UNIQUE" ? "key" : "excl";
    build_index(session, table, std::move(index), label);
    return;
  }
  if (type == "CONSTR_PRIMARY") require_not_null(session, constraint.columns);
  name_columns(constraint, "columns", constraint.columns);
  for (const Id id : constraint.columns) constraint.needs.push_back({id, Bond::automatic});
  constraint.target = index_id;
  const Id id = session.catalog.add(std::move(constraint));
  session.edit(index_id, [&](Object& object) { object.needs.push_back({id, Bond::automatic}); });
}

Id primary_key(const Session& session, Id table) {
  for (const Id id : session.catalog.children(table, ObjectKind::constraint)) {
    if (session.catalog.at(id).text(".type") == "CONSTR_PRIMARY") return id;
  }
  return 0;
}

Id key_over(const Session& session, Id table, const std::vector<Id>& columns) {
  for (const Id id : session.catalog.children(table, ObjectKind::constraint)) {
    const auto& object = session.catalog.at(id);
    if (object.target == 0 || object.text(".type") == "CONSTR_FOREIGN") continue;
    if (std::is_permutation(object.columns.begin(), object.columns.end(), columns.begin(),
                            columns.end()))
      return id;
  }
  for (const Id id : session.catalog.children(table, ObjectKind::index)) {
    const auto& object = session.catalog.at(id);
    if (!object.has("unique") || object.has("where")) continue;
    if (std::is_permutation(object.columns.begin(), object.columns.end(), columns.begin(),
                            columns.end()))
      return id;
  }
  return 0;
}

void copy_to_partition(Session& session, Id constraint, Id child) {
  auto own = session.catalog.at(constraint);
  if (session.catalog.find(name_space(ObjectKind::constraint), child, own.name) != 0) return;
  own.parent = child;
  for (auto& column : own.columns) column = session.column(child, session.catalog.at(column).name);
  own.attributes.erase("columns");
  name_columns(own, "columns", own.columns);
  own.set(".derived", "yes");
  own.needs = {{child, Bond::automatic}, {constraint, Bond::automatic}, {own.target, Bond::normal}};
  session.catalog.add(std::move(own));
}

void add_foreign_key(Session& session, Id table, Node node, Object constraint) {
  const Id target = session.relation(node["pktable"]);
  constraint.target = target;
  auto keys = columns_of(session, target, node["pk_attrs"]);
  Id key = key_over(session, target, keys);
  if (keys.empty()) {
    key = primary_key(session, target);
    if (key != 0) keys = session.catalog.at(key).columns;
  }
  const auto& holder = session.catalog.at(table);
  if (constraint.name.empty()) {
    constraint.name =
        choose_constraint_name(session, holder.schema, holder.name,
                               column_names(session, names(session, constraint.columns)), "fkey");
  }
  name_columns(constraint, "columns", constraint.columns);
  constraint.attributes["references"] = {{"", target}};
  name_columns(constraint, "keys", keys);
  constraint.set("actions", std::string(node["fk_upd_action"].text()) +
                                std::string(node["fk_del_action"].text()) +
                                std::string(node["fk_matchtype"].text()));
  for (const Id id : constraint.columns) constraint.needs.push_back({id, Bond::automatic});
  for (const Id id : keys) constraint.needs.push_back({id, Bond::normal});
  if (key != 0) constraint.needs.push_back({key, Bond::normal});
  constraint.needs.push_back({target, Bond::normal});
  const Id id = session.catalog.add(std::move(constraint));
  if (target != table) {
    // The other table is locked, and neither its definition nor its rows change.
    const auto named = session.traits;
    session.traits.consequence = true;
    session.touch(Operation::lock, target);
    session.traits = named;
  }
  for (const Id child : partitions(session, table)) copy_to_partition(session, id, child);
  for (const Id partition : partitions(session, target))
    reference_partition(session, id, partition);
}

void add_check(Session& session, Id table, Node node, Object constraint) {
  const auto found = expression(session, node["raw_expr"], {table});
  const auto& holder = session.catalog.at(table);
  if (constraint.name.empty()) {
    const auto column = found.columns.size() == 1 && !speaks_of_unknown(found.parts)
                            ? session.catalog.at(found.columns[0]).name
                            : std::string();
    constraint.name = choose_constraint_name(session, holder.schema, holder.name, column, "check");
  }
  constraint.columns = found.columns;
  constraint.attributes["check"] = found.parts;
  append_needs(constraint, found, Bond::normal);
  for (const Id id : found.columns) constraint.needs.push_back({id, Bond::automatic});
  const auto copy = constraint;
  const Id id = session.catalog.add(std::move(constraint));
  for (const Id child : heirs(session, table)) {
    if (session.catalog.find(name_space(ObjectKind::constraint), child, copy.name) != 0) continue;
    auto own = copy;
    own.parent = child;
    own.needs = {{child, Bond::automatic}, {id, Bond::automatic}};
    session.catalog.add(std::move(own));
  }
}

}  // namespace

/// The server checks each partition of a referenced table by a constraint of its own, with a name
/// that it chooses.
void reference_partition(Session& session, Id constraint, Id partition) {
  auto own = session.catalog.at(constraint);
  if (own.has(".derived")) return;
  const auto& holder = session.catalog.at(own.parent);
  own.name = choose_constraint_name(session, holder.schema, holder.name,
                                    column_names(session, names(session, own.columns)), "fkey");
  own.target = partition;
  own.attributes["references"] = {{"", partition}};
  for (auto& part : own.attributes["keys"]) {
    if (part.named != 0)
      part.named = session.column(partition, session.catalog.at(part.named).name);
  }
  own.set(".derived", "yes");
  own.needs = {
      {own.parent, Bond::automatic}, {constraint, Bond::automatic}, {partition, Bond::normal}};
  session.catalog.add(std::move(own));
}

void add_constraint(Session& session, Id table, Node node, Id column) {
  const auto name = node["conname"].text();
  const Id present =
      name.empty() ? 0 : session.catalog.find(name_space(ObjectKind::constraint), table, name);
  if (present != 0) {
    tell_present(session, present);
    session.touch(Operation::create, present);
    return;
  }
  Object constraint;
  constraint.kind = ObjectKind::constraint;
  constraint.parent = table;
  constraint.name = node["conname"].text();
  constraint.needs.push_back({table, Bond::automatic});
  const auto type = std::string(node["contype"].text());
  constraint.set(".type", type);
  if (node["deferrable"].truth())
    constraint.set("deferrable", node["initdeferred"].truth() ? "deferred" : "yes");
  if (node["skip_validation"].truth() && !node["initially_valid"].truth())
    constraint.set("valid", "false");
  if (type == "CONSTR_CHECK") {
    if (node["is_no_inherit"].truth()) constraint.set("inherit", "no");
    add_check(session, table, node, std::move(constraint));
    return;
  }
  constraint.columns =
      columns_of(session, table, type == "CONSTR_FOREIGN" ? node["fk_attrs"] : node["keys"]);
  if (column != 0) constraint.columns = {column};
  if (type == "CONSTR_FOREIGN") {
    add_foreign_key(session, table, node, std::move(constraint));
  } else if (type == "CONSTR_PRIMARY" || type == "CONSTR_UNIQUE" || type == "CONSTR_EXCLUSION") {
    add_key(session, table, node, std::move(constraint));
  }
}

}  // namespace mig::catalog
