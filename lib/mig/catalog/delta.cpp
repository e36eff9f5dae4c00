#include "mig/catalog/delta.hpp"

#include <optional>

namespace mig::catalog {
namespace {

struct Sides {
  std::optional<std::string> before;
  std::optional<std::string> after;
  std::string table;
  Id was = 0;
  Id is = 0;
  bool touched = false;  ///< the object itself changed, came or went
};

class Comparison {
 public:
  Comparison(const Catalog& before, const Catalog& after)
      : before_(with_assumed(before, after)), after_(after) {}

  std::vector<Difference> run() {
    for (Id id = 1; id < after_.size(); ++id) {
      if (before_.state(id) != after_.state(id)) visit(id);
    }
    std::vector<Difference> found;
    for (const auto& [object, sides] : sides_) {
      // What replaces the unknown is a change, however alike both look.
      const bool unknown =
          sides.was != 0 && sides.is != 0 && sides.was != sides.is && before_.at(sides.was).assumed;
      if (sides.before == sides.after && !unknown) continue;
      const bool perhaps_not_there = unknown && before_.at(sides.was).possible;
      const auto change = !sides.before || perhaps_not_there ? Change::added
                          : !sides.after                     ? Change::removed
                                                             : Change::changed;
      const bool possible = unknown ? !perhaps_not_there
                                    : (sides.was == 0 || before_.at(sides.was).possible) &&
                                          (sides.is == 0 || after_.at(sides.is).possible);
      found.push_back({object, change, sides.table, possible, !sides.touched});
    }
    return found;
  }

 private:
  // What the script took for granted was there before: without it, before would not know the names.
  static Catalog with_assumed(const Catalog& before, const Catalog& after) {
    auto whole = before;
    for (Id id = whole.size(); id < after.size(); ++id) {
      const auto state = after.assumed(id);
      // What is assumed inside an object of the script's own making was not there before.
      const bool there = state && (state->parent == 0 || whole.alive(state->parent)) &&
                         (state->schema == 0 || whole.alive(state->schema));
      whole.assume(there ? *state : Object());
      if (!there) whole.erase(id);
    }
    return whole;
  }

  // The name of an object is part of the definition of those that name it, and so on.
  void visit(Id first) {
    std::vector<Id> open{first};
    while (!open.empty()) {
      const Id id = open.back();
      open.pop_back();
      if (seen_.size() <= id) seen_.resize(id + 1, false);
      if (seen_[id]) continue;
      seen_[id] = true;
      if (before_.alive(id)) side(before_, id, &Sides::before);
      if (after_.alive(id)) side(after_, id, &Sides::after);
      if (before_.alive(id) && after_.alive(id) && before_.identity(id) == after_.identity(id) &&
          before_.at(id).kind != ObjectKind::column) {
        continue;
      }
      for (const Catalog* catalog : {static_cast<const Catalog*>(&before_), &after_}) {
        for (const Id dependent : catalog->dependents(id)) open.push_back(dependent);
      }
    }
  }

  void side(const Catalog& catalog, Id id, std::optional<std::string> Sides::*which) {
    const auto& object = catalog.at(id);
    if (!is_shown(catalog, id) || object.kind == ObjectKind::unknown) return;
    auto& sides = sides_[catalog.name(id)];
    sides.*which = catalog.definition(id);
    sides.touched =
        sides.touched || (before_.state(id) != after_.state(id) && !after_.respelled(id));
    if (which == &Sides::before) {
      sides.was = id;
    } else {
      sides.is = id;
    }
    if (sides.table.empty()) sides.table = catalog.owning_table(id);
  }

  Catalog before_;
  const Catalog& after_;
  std::vector<bool> seen_;
  std::map<effect::ObjectName, Sides> sides_;
};

}  // namespace

bool is_shown(const Catalog& catalog, Id id) {
  const auto& object = catalog.at(id);
  if (object.temporary || object.has(".hidden") || object.schema == catalog.temporary_schema())
    return false;
  return object.parent == 0 || !catalog.alive(object.parent) || is_shown(catalog, object.parent);
}

std::string_view name_of(Change change) {
  switch (change) {
    case Change::added:
      return "added";
    case Change::removed:
      return "removed";
    case Change::changed:
      break;
  }
  return "changed";
}

std::vector<Difference> delta(const Catalog& before, const Catalog& after) {
  return Comparison(before, after).run();
}

}  // namespace mig::catalog
