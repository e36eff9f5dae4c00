#include "mig/catalog/catalog.hpp"

#include <algorithm>
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

std::string Catalog::key(const Object& object) const {
  const bool in_schema = object.schema != 0;
  auto key = std::string(1, name_space(object.kind)) +
             std::to_string(in_schema ? object.schema : object.parent) + ' ' + object.name;
  if (is_routine(object.kind)) key += '(' + render(object.arguments) + ')';
  return key;
}

std::string Catalog::constraint_key(const Object& object) const {
  const Id schema = alive(object.parent) ? at(object.parent).schema : 0;
  return std::to_string(schema) + ' ' + object.name;
}

bool Catalog::constraint_exists(Id schema, std::string_view name) const {
  return constraints_.find(std::to_string(schema) + ' ' + std::string(name)) != constraints_.end();
}

void Catalog::note(Id id) {
  written_.push_back({id, objects_[id], identity(id), owning_table(id), root(id)});
}

std::vector<Catalog::Written> Catalog::take_written() {
  return std::exchange(written_, {});
}

void Catalog::index(Id id) {
  const auto& object = at(id);
  names_[key(object)] = id;
  if (object.kind == ObjectKind::constraint) constraints_.insert(constraint_key(object));
}

bool Catalog::names(const std::vector<Need>& needs, Id on) {
  return std::any_of(needs.begin(), needs.end(), [&](const Need& need) { return need.on == on; });
}

void Catalog::link(Id id, const std::vector<Need>& needs, const std::vector<Need>& linked) {
  for (std::size_t i = 0; i < needs.size(); ++i) {
    const Id on = needs[i].on;
    const bool earlier = std::any_of(needs.begin(), needs.begin() + static_cast<std::ptrdiff_t>(i),
                                     [&](const Need& need) { return need.on == on; });
    if (!earlier && !names(linked, on)) dependents_.at(on).push_back(id);
  }
}

// Those that came last go first: the search starts at the end.
void Catalog::link_away(Id id, const std::vector<Need>& needs, const std::vector<Need>& kept) {
  for (const auto& need : needs) {
    if (names(kept, need.on)) continue;
    auto& list = dependents_.at(need.on);
    const auto found = std::find(list.rbegin(), list.rend(), id);
    if (found != list.rend()) list.erase(std::next(found).base());
  }
}

void Catalog::unindex(Id id) {
  const auto found = names_.find(key(at(id)));
  if (found != names_.end() && found->second == id) names_.erase(found);
  if (at(id).kind != ObjectKind::constraint) return;
  const auto constraint = constraints_.find(constraint_key(at(id)));
  if (constraint != constraints_.end()) constraints_.erase(constraint);
}

Id Catalog::add(Object object) {
  const Id id = size();
  objects_.push_back(std::make_shared<const Object>(std::move(object)));
  dependents_.emplace_back();
  index(id);
  link(id, at(id).needs, {});
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
  link(id, object.needs, old->needs);
  link_away(id, old->needs, object.needs);
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
  link_away(id, at(id).needs, {});
  objects_[id] = nullptr;
}

void Catalog::doubt(Id id) {
  auto object = at(id);
  object.possible = true;
  objects_[id] = std::make_shared<const Object>(std::move(object));
  assumed_[id] = objects_[id];
}

void Catalog::withdraw(Id id) {
  erase(id);
  written_.pop_back();
  assumed_.erase(id);
}

Id Catalog::find(char letter, Id holder, std::string_view name) const {
  const auto key = std::string(1, letter) + std::to_string(holder) + ' ' + std::string(name);
  const auto found = names_.find(key);
  return found == names_.end() ? 0 : found->second;
}

std::vector<Id> Catalog::functions(Id schema, std::string_view name) const {
  std::vector<Id> found;
  const auto prefix = 'f' + std::to_string(schema) + ' ' + std::string(name) + '(';
  for (auto at = names_.lower_bound(prefix); at != names_.end() && at->first.starts_with(prefix);
       ++at) {
    found.push_back(at->second);
  }
  return found;
}

std::vector<Id> Catalog::dependents(Id id) const {
  std::vector<Id> living;
  for (const Id dependent : dependents_.at(id)) {
    if (alive(dependent)) living.push_back(dependent);
  }
  return living;
}

std::vector<Id> Catalog::children(Id id, ObjectKind kind) const {
  std::vector<Id> found;
  for (const Id dependent : dependents_.at(id)) {
    if (alive(dependent) && at(dependent).kind == kind && at(dependent).parent == id) {
      found.push_back(dependent);
    }
  }
  return found;
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
