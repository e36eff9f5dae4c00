#include "mig/catalog/catalog.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace mig::catalog {

bool is_relation(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::table:
    case ObjectKind::foreign_table:
    case ObjectKind::view:
    case ObjectKind::matview:
    case ObjectKind::sequence:
    case ObjectKind::index:
    case ObjectKind::composite:
      return true;
    default:
      return false;
  }
}

bool is_table_like(ObjectKind kind) {
  return kind == ObjectKind::table || kind == ObjectKind::foreign_table ||
         kind == ObjectKind::matview;
}

bool is_type(ObjectKind kind) {
  return kind == ObjectKind::enumeration || kind == ObjectKind::domain ||
         kind == ObjectKind::range || kind == ObjectKind::base_type ||
         kind == ObjectKind::composite;
}

bool is_routine(ObjectKind kind) {
  return kind == ObjectKind::function || kind == ObjectKind::aggregate ||
         kind == ObjectKind::procedure;
}

char name_space(ObjectKind kind) {
  if (is_relation(kind)) return 'r';
  if (is_type(kind)) return 't';
  if (is_routine(kind)) return 'f';
  return static_cast<char>(static_cast<int>(kind) + 128);
}

Catalog::Catalog() {
  objects_.push_back(nullptr);
  dependents_.emplace_back();
  for (const auto* name : {"public", "pg_temp", "pg_catalog"}) {
    Object schema;
    schema.kind = ObjectKind::schema;
    schema.name = name;
    assume(std::move(schema));
  }
  written_.clear();
}

// Routines share a name: they are told apart by their arguments.
std::uint32_t Catalog::key(const Object& object) const {
  return NameIndex::hash(name_space(object.kind), holder(object), object.name);
}

bool Catalog::constraint_exists(Id schema, std::string_view name) const {
  bool found = false;
  constraints_.each(NameIndex::hash('c', 0, name), [&](Id id) {
    const auto& object = at(id);
    found = object.name == name && alive(object.parent) && at(object.parent).schema == schema;
    return found;
  });
  return found;
}

void Catalog::note(Id id) {
  written_.push_back({id, objects_[id], identity(id), owning_table(id), root(id)});
}

std::vector<Catalog::Written> Catalog::take_written() {
  return std::exchange(written_, {});
}

void Catalog::index(Id id) {
  const auto& object = at(id);
  if (!is_routine(object.kind)) {
    // The last one has the name.
    const Id other = find(name_space(object.kind), holder(object), object.name);
    if (other != 0) names_.erase(key(object), other);
  }
  names_.insert(key(object), id);
  if (!gone_.empty()) gone_.erase(key(object));
  if (object.kind == ObjectKind::constraint)
    constraints_.insert(NameIndex::hash('c', 0, object.name), id);
}

List<Id>& Catalog::dependents_of(Id on, const Object& dependent) {
  auto& all = dependents_.at(on);
  return dependent.parent == on ? all.members : all.others;
}

/// Whether an object with that parent stands in the list that `dependent` stands in.
bool Catalog::linked(const Object& dependent, Id on, Id parent) {
  return (dependent.parent == on) == (parent == on) &&
         std::any_of(dependent.needs.begin(), dependent.needs.end(),
                     [&](const Need& need) { return need.on == on; });
}

void Catalog::link(Id id, const Object& object, const Object& old) {
  const auto& needs = object.needs;
  for (std::size_t i = 0; i < needs.size(); ++i) {
    const Id on = needs[i].on;
    const bool earlier = std::any_of(needs.begin(), needs.begin() + static_cast<std::ptrdiff_t>(i),
                                     [&](const Need& need) { return need.on == on; });
    if (!earlier && !linked(old, on, object.parent)) dependents_of(on, object).push_back(id);
  }
  if (object.parents == old.parents) return;
  for (const Id parent : object.parents) {
    auto& all = heirs_[parent];
    if (std::find(all.begin(), all.end(), id) == all.end()) all.push_back(id);
  }
}

// Those that came last go first: the search starts at the end.
void Catalog::link_away(Id id, const Object& object, const Object& kept) {
  for (const auto& need : object.needs) {
    if (!linked(kept, need.on, object.parent)) dependents_of(need.on, object).remove_last(id);
  }
  for (const Id parent : object.parents) {
    const auto& still = kept.parents;
    if (std::find(still.begin(), still.end(), parent) == still.end())
      std::erase(heirs_[parent], id);
  }
}

void Catalog::unindex(Id id) {
  const auto& object = at(id);
  names_.erase(key(object), id);
  if (object.kind == ObjectKind::constraint)
    constraints_.erase(NameIndex::hash('c', 0, object.name), id);
}

Id Catalog::add(Object object) {
  const Id id = size();
  objects_.push_back(std::make_shared<const Object>(std::move(object)));
  dependents_.emplace_back();
  index(id);
  link(id, at(id), {});
  written_.push_back({id, nullptr, {}, {}, root(id)});
  return id;
}

Id Catalog::assume(Object object) {
  object.assumed = true;
  const Id id = add(std::move(object));
  assumed_[id] = objects_[id];
  written_.pop_back();
  return id;
}

void Catalog::put(Id id, Object object) {
  note(id);
  unindex(id);
  respelled_.erase(id);
  // Held until the end: the needs of the old state are compared with the new ones.
  const auto old = objects_[id];
  if (key(object) != key(*old)) gone_.insert(key(*old));
  link(id, object, *old);
  link_away(id, *old, object);
  objects_[id] = std::make_shared<const Object>(std::move(object));
  index(id);
}

void Catalog::respell(Id id, Object object) {
  put(id, std::move(object));
  respelled_.insert(id);
}

void Catalog::erase(Id id) {
  note(id);
  unindex(id);
  gone_.insert(key(at(id)));
  link_away(id, at(id), {});
  objects_[id] = nullptr;
}

void Catalog::skip() {
  objects_.push_back(nullptr);
  dependents_.emplace_back();
}

void Catalog::doubt(Id id) {
  auto object = at(id);
  object.possible = true;
  objects_[id] = std::make_shared<const Object>(std::move(object));
  assumed_[id] = objects_[id];
}

void Catalog::withdraw(Id id) {
  const auto name = key(at(id));
  const bool once_there = gone_.contains(name);
  erase(id);
  if (!once_there) gone_.erase(name);
  written_.pop_back();
  assumed_.erase(id);
}

Id Catalog::find(char letter, Id in, std::string_view name) const {
  Id found = 0;
  if (letter == name_space(ObjectKind::function)) return 0;
  names_.each(NameIndex::hash(letter, in, name), [&](Id id) {
    const auto& object = at(id);
    if (name_space(object.kind) == letter && holder(object) == in && object.name == name)
      found = id;
    return found != 0;
  });
  return found;
}

std::vector<Id> Catalog::functions(Id schema, std::string_view name) const {
  std::vector<Id> found;
  names_.each(NameIndex::hash('f', schema, name), [&](Id id) {
    const auto& object = at(id);
    if (is_routine(object.kind) && holder(object) == schema && object.name == name)
      found.push_back(id);
    return false;
  });
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<Id> Catalog::dependents(Id id) const {
  std::vector<Id> living;
  if (id >= size()) return living;
  const auto& all = dependents_.at(id);
  living.reserve(all.members.size() + all.others.size());
  for (const auto* list : {&all.members, &all.others}) {
    for (const Id dependent : *list) {
      if (alive(dependent)) living.push_back(dependent);
    }
  }
  std::sort(living.begin(), living.end());
  return living;
}

std::vector<Id> Catalog::children(Id id, ObjectKind kind) const {
  std::vector<Id> found;
  for (const Id member : dependents_.at(id).members) {
    if (alive(member) && at(member).kind == kind) found.push_back(member);
  }
  return found;
}

std::vector<Id> Catalog::heirs(Id id) const {
  std::vector<Id> living;
  const auto found = heirs_.find(id);
  if (found == heirs_.end()) return living;
  std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(living),
               [&](Id heir) { return alive(heir); });
  return living;
}

Bond Catalog::bond(Id dependent, Id on) const {
  auto strongest = Bond::attribute;
  for (const auto& need : at(dependent).needs) {
    if (need.on != on) continue;
    if (need.bond == Bond::automatic) return need.bond;
    if (need.bond == Bond::normal) strongest = need.bond;
  }
  return strongest;
}

std::shared_ptr<const Object> Catalog::assumed(Id id) const {
  const auto found = assumed_.find(id);
  return found == assumed_.end() ? nullptr : found->second;
}

}  // namespace mig::catalog
