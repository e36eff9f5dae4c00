#include <algorithm>

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
    std::erase_if(object.attributes,
                  [&](const auto& entry) { return mentions(entry.second, gone); });
    std::erase_if(object.needs, [&](const Need& need) { return need.on == gone; });
    std::erase(object.parents, gone);
  });
}

bool unknown(const Catalog& catalog, Id id) {
  const auto& object = catalog.at(id);
  return object.assumed && object.kind != ObjectKind::column && object.kind != ObjectKind::comment;
}

}  // namespace

void Session::drop(Id id, bool cascade) {
  if (!catalog.alive(id)) return;
  const auto object = catalog.at(id);
  if (cascade && unknown(catalog, id)) {
    opaque(Operation::unknown_cascade, effect::to_string(catalog.name(id)),
           "what depends on it is not known");
  }
  // An index and its constraint go together, whichever is named.
  for (const Id dependent : catalog.dependents(id)) {
    if (!catalog.alive(dependent) || !catalog.alive(id)) continue;
    switch (catalog.bond(dependent, id)) {
      case Bond::automatic:
        drop(dependent, cascade);
        break;
      case Bond::normal:
        if (cascade) drop(dependent, cascade);
        break;
      case Bond::attribute:
        forget(*this, dependent, id);
        break;
    }
  }
  if (catalog.alive(id)) catalog.erase(id);
  if (object.kind == ObjectKind::constraint && object.target != 0 && catalog.alive(object.target) &&
      catalog.at(object.target).kind == ObjectKind::index) {
    drop(object.target, cascade);
  }
}

void Session::rename(Id id, std::string_view name) {
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
