#include <algorithm>

#include "mig/catalog/hazard_watch.hpp"

namespace mig::catalog {
namespace {

/// Some index begins with exactly these columns, in whatever order.
bool is_led_by(const Object& index, const std::vector<Id>& columns) {
  if (index.columns.size() < columns.size() || index.has("where")) return false;
  const auto end = index.columns.begin() + static_cast<std::ptrdiff_t>(columns.size());
  return std::is_permutation(index.columns.begin(), end, columns.begin(), columns.end());
}

bool is_indexed(const Session& session, const Object& key) {
  const auto& catalog = session.catalog;
  for (const auto kind : {ObjectKind::index, ObjectKind::constraint}) {
    for (const Id id : catalog.children(key.parent, kind)) {
      const auto& object = catalog.at(id);
      if (object.kind == ObjectKind::constraint &&
          (object.target == 0 || object.text(".type") == "CONSTR_FOREIGN" ||
           object.text(".type") == "CONSTR_CHECK"))
        continue;
      if (is_led_by(object, key.columns)) return true;
    }
  }
  return false;
}

/// Nobody knows the indexes of a table that the script took for granted, unless the key has a
/// column that is new itself.
bool knows_indexes(const Session& session, const Object& key) {
  if (session.catalog.complete || !session.catalog.at(key.parent).assumed) return true;
  return std::any_of(key.columns.begin(), key.columns.end(), [&](Id column) {
    return session.catalog.alive(column) && !is_existing(session, column);
  });
}

std::map<std::string, Span> added_constraints(const Session& session) {
  std::map<std::string, Span> places;
  for (const auto& effect : session.effects) {
    const bool adds =
        effect.operation == Operation::create && effect.object.kind == ObjectKind::constraint;
    if (adds) places[effect.object.name] = effect.span;
  }
  return places;
}

void watch_missing_key_indexes(Session& session) {
  const auto& catalog = session.catalog;
  const auto added = added_constraints(session);
  const auto last = catalog.size();
  for (Id id = session.watch.first_own; id < last; ++id) {
    if (!catalog.alive(id)) continue;
    const auto& key = catalog.at(id);
    if (key.kind != ObjectKind::constraint || key.text(".type") != "CONSTR_FOREIGN") continue;
    if (key.assumed || key.has(".derived") || key.columns.empty() || !catalog.alive(key.parent))
      continue;
    if (catalog.at(key.parent).temporary || !knows_indexes(session, key)) continue;
    if (is_indexed(session, key)) continue;
    const auto table = target_of(session, key.parent);
    std::string columns;
    for (const Id column : key.columns) {
      if (catalog.alive(column))
        columns += (columns.empty() ? "" : ", ") + spelled(catalog.at(column).name);
    }
    const auto place = added.find(catalog.identity(id));
    // Those that the server itself adds, for a partition, stand nowhere.
    if (place == added.end()) continue;
    session.span = place->second;
    auto& hazard = tell(session, HazardKind::missing_key_index, table, LockLevel::none);
    hazard.object = catalog.name(id);
    hazard.sql_part = columns;
    if (!catalog.alive(key.target)) continue;
    hazard.detail = catalog.identity(key.target);
    hazard.on_existing = table.existing || is_existing(session, key.target);
  }
}

}  // namespace

void watch_end(Session& session) {
  watch_missing_key_indexes(session);
  const auto& watch = session.watch;
  if (watch.guarded || !watch.own_control || watch.transactions < 2) return;
  session.span = *watch.first_change;
  tell(session, HazardKind::not_repeatable, {});
}

}  // namespace mig::catalog
