#include <set>

#include "mig/catalog/session.hpp"

namespace mig::catalog {
namespace {

bool holds_data(ObjectKind kind) {
  return kind == ObjectKind::table || kind == ObjectKind::column || kind == ObjectKind::schema ||
         kind == ObjectKind::sequence;
}

Operation difference(const Object& was, const Object& is) {
  if (was.name != is.name) return Operation::rename;
  if (was.schema != is.schema) return Operation::move;
  return Operation::alter;
}

}  // namespace

void Session::tell(Operation operation, effect::ObjectName object, std::string table) {
  Effect effect;
  effect.operation = operation;
  effect.object = std::move(object);
  effect.table = std::move(table);
  // Names that were put together hold room to grow, and there may be hundreds of thousands.
  effect.object.name.shrink_to_fit();
  effect.table.shrink_to_fit();
  effect.traits = traits;
  effect.span = span;
  effects.push_back(std::move(effect));
}

void Session::touch(Operation operation, Id id) {
  if (id == 0 || !catalog.alive(id)) return;
  const bool before = traits.temporary;
  traits.temporary = catalog.at(id).temporary;
  tell(operation, catalog.name(id), catalog.owning_table(id));
  effects.back().traits.on_existing = existed(catalog.root(id));
  traits.temporary = before;
}

void Session::opaque(Operation operation, std::string object, std::string reason) {
  Effect effect;
  effect.operation = operation;
  effect.object = {ObjectKind::unknown, std::move(object)};
  effect.detail = std::move(reason);
  effect.span = span;
  effects.push_back(std::move(effect));
}

bool Session::may_go_on() {
  constexpr std::size_t kMostSteps = 100'000;
  constexpr std::size_t kMostObjects = 1'000'000;
  const bool enough = steps <= kMostSteps && catalog.size() < first_new + kMostObjects;
  if (enough) ++steps;
  if (enough && steps <= kMostSteps) return true;
  if (steps != kMostSteps + 2)
    opaque(Operation::unreadable_body, "script", "it does more than can be followed");
  steps = kMostSteps + 2;
  return false;
}

void Session::tell_written() {
  std::set<Id> seen;
  for (const auto& [id, was, identity, table, root] : catalog.take_written()) {
    if (!seen.insert(id).second) continue;
    const auto is = catalog.state(id);
    if (!was && !is) continue;
    if ((is ? is : was)->has(".hidden")) continue;
    const auto earlier = traits;
    const Id holder = (is ? is : was)->parent;
    traits.temporary = (is ? is : was)->temporary ||
                       (holder != 0 && catalog.alive(holder) && catalog.at(holder).temporary);
    traits.on_existing = existed(root);
    traits.possible = (is ? is : was)->possible;
    if (!was) {
      tell(Operation::create, catalog.name(id), catalog.owning_table(id));
    } else if (is) {
      const auto operation = difference(*was, *is);
      tell(operation, {was->kind, identity}, table);
      // Where it went counts as much as where it was.
      if (catalog.identity(id) != identity) {
        tell(operation, catalog.name(id), catalog.owning_table(id));
      }
    } else {
      traits.destroys_data = holds_data(was->kind);
      tell(Operation::drop, {was->kind, identity}, table);
    }
    traits = earlier;
  }
}

}  // namespace mig::catalog
