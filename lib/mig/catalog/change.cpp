#include <algorithm>

#include "mig/catalog/obstacle_watch.hpp"
#include "mig/catalog/session.hpp"

namespace mig::catalog {
namespace {

bool mentions(const Parts& parts, Id id) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](const Part& part) { return part.named == id; });
}

/// What a CASCADE takes from an object that stays: the default that calls the dropped sequence.
void forget(Session& session, Id dependent, Id gone) {
  session.edit(dependent, [&](Object& object) {
    object.attributes.erase_if([&](const auto& entry) { return mentions(entry.second, gone); });
    std::erase_if(object.needs, [&](const Need& need) { return need.on == gone; });
    object.parents.remove(gone);
  });
}

bool unknown(const Catalog& catalog, Id id) {
  const auto& object = catalog.at(id);
  return object.assumed && object.kind != ObjectKind::comment &&
         (object.kind != ObjectKind::column || !catalog.complete);
}

}  // namespace

Id Session::possible(Object object) {
  object.possible = true;
  return catalog.assume(std::move(object));
}

Id Session::possible_index(Id constraint) {
  const auto& key = catalog.at(constraint);
  if (catalog.complete || !key.assumed || key.parent == 0) return 0;
  if (is_type(catalog.at(key.parent).kind)) return 0;
  const Id schema = catalog.at(key.parent).schema;
  if (const Id known = catalog.find('r', schema, key.name))
    return catalog.at(known).kind == ObjectKind::index && catalog.at(known).assumed ? known : 0;
  Object index;
  index.kind = ObjectKind::index;
  index.name = key.name;
  index.schema = schema;
  index.parent = key.parent;
  index.needs = {{schema, Bond::normal}, {key.parent, Bond::automatic}};
  return possible(std::move(index));
}

Id Session::possible_comment(Id id) {
  const auto& object = catalog.at(id);
  const bool accounted = is_table_like(object.kind) || object.kind == ObjectKind::view ||
                         object.kind == ObjectKind::comment ||
                         (object.possible && object.kind == ObjectKind::index);
  if (catalog.complete || !object.assumed || accounted) return 0;
  if (catalog.find(name_space(ObjectKind::comment), id, "") != 0) return 0;
  Object comment;
  comment.kind = ObjectKind::comment;
  comment.parent = id;
  comment.needs.push_back({id, Bond::automatic});
  return possible(std::move(comment));
}

void Session::drop(Id id, bool cascade) {
  if (!catalog.alive(id) || !dropping.insert(id).second) return;
  const auto object = catalog.at(id);
  possible_comment(id);
  if (object.kind == ObjectKind::constraint) {
    if (const Id index = possible_index(id)) drop(index, false);
  }
  if (cascade && unknown(catalog, id)) {
    opaque(Operation::unknown_cascade, effect::to_string(catalog.name(id)),
           "what depends on it is not known");
  }
  const bool members =
      object.kind == ObjectKind::extension || object.kind == ObjectKind::text_search;
  if (cascade && members && !unknown(catalog, id))
    opaque(Operation::unknown_cascade, effect::to_string(catalog.name(id)),
           "what uses it or its members is not known");
  // An index and its constraint go together, whichever is named.
  for (const Id dependent : catalog.dependents(id)) {
    if (!catalog.alive(dependent) || !catalog.alive(id)) continue;
    switch (catalog.bond(dependent, id)) {
      case Bond::automatic:
        drop(dependent, cascade);
        break;
      case Bond::normal:
        if (!cascade) {
          obstacles.needed.emplace_back(dependent, id);
          break;
        }
        // The server checks a foreign key per partition: without one of them the whole key goes.
        for (const auto& need : std::vector<Need>(catalog.at(dependent).needs)) {
          const bool whole = catalog.at(dependent).target == id && catalog.alive(need.on) &&
                             catalog.at(need.on).kind == ObjectKind::constraint;
          if (whole) drop(need.on, cascade);
          if (!catalog.alive(dependent)) break;
        }
        drop(dependent, cascade);
        break;
      case Bond::attribute:
        if (!cascade) obstacles.needed.emplace_back(dependent, id);
        forget(*this, dependent, id);
        break;
    }
  }
  if (catalog.alive(id)) catalog.erase(id);
  if (object.kind == ObjectKind::constraint && object.target != 0 && catalog.alive(object.target) &&
      catalog.at(object.target).kind == ObjectKind::index) {
    drop(object.target, cascade);
  }
  for (const auto& need : object.needs) {
    if (!catalog.alive(need.on)) continue;
    const auto& on = catalog.at(need.on);
    const bool own_key =
        object.kind == ObjectKind::index && on.kind == ObjectKind::constraint && on.target == id;
    if (own_key) drop(need.on, cascade);
  }
  dropping.erase(id);
}

void Session::rename(Id id, std::string_view name) {
  possible_comment(id);
  const auto& old = catalog.at(id);
  const Id holder = old.schema != 0 ? old.schema : old.parent;
  if (const Id other = catalog.find(name_space(old.kind), holder, name); other != 0 && other != id)
    tell_present(*this, other);
  edit(id, [&](Object& object) { object.name = name; });
}

void Session::move(Id id, Id schema) {
  edit(id, [&](Object& object) {
    for (auto& need : object.needs) {
      if (need.on == object.schema) need.on = schema;
    }
    object.schema = schema;
  });
  for (const Id dependent : catalog.dependents(id)) {
    const auto& object = catalog.at(dependent);
    if (object.kind == ObjectKind::index && object.parent == id) move(dependent, schema);
    if (object.kind != ObjectKind::column || object.parent != id) continue;
    for (const Id sequence : catalog.children(dependent, ObjectKind::sequence))
      move(sequence, schema);
  }
}

}  // namespace mig::catalog
