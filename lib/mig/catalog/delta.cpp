#include "mig/catalog/delta.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace mig::catalog {
namespace {

/// An object as it was or as it is, under the name that it had.
struct Side {
  effect::ObjectName name;
  Id was = 0;
  Id is = 0;
};

class Comparison {
 public:
  Comparison(const Catalog& before, const Catalog& after)
      : before_(with_assumed(before, after)), after_(after) {}

  Compared run() {
    for (Id id = 1; id < after_.size(); ++id) {
      if (before_.state(id) != after_.state(id)) visit(id);
    }
    std::sort(sides_.begin(), sides_.end(), [](const Side& left, const Side& right) {
      return std::tie(left.name, left.was, left.is) < std::tie(right.name, right.was, right.is);
    });
    std::vector<Differing> found;
    found.reserve(sides_.size());
    for (std::size_t i = 0; i < sides_.size();) {
      auto whole = std::move(sides_[i]);
      // Of several under one name on one side the last counts.
      for (++i; i < sides_.size() && sides_[i].name == whole.name; ++i) {
        if (sides_[i].was != 0) whole.was = sides_[i].was;
        if (sides_[i].is != 0) whole.is = sides_[i].is;
      }
      judge(std::move(whole), found);
    }
    return {std::move(before_), std::move(found)};
  }

 private:
  // What the script took for granted was there before: without it, before would not know the names.
  static Catalog with_assumed(const Catalog& before, const Catalog& after) {
    auto whole = before;
    Id last = after.size();
    while (last > whole.size() && !after.assumed(last - 1)) --last;
    for (Id id = whole.size(); id < last; ++id) {
      const auto state = after.assumed(id);
      // What is assumed inside an object of the script's own making was not there before.
      const bool there = state && (state->parent == 0 || whole.alive(state->parent)) &&
                         (state->schema == 0 || whole.alive(state->schema));
      if (there) {
        whole.assume(*state);
      } else {
        whole.skip();
      }
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
      if (before_.alive(id)) side(before_, id, false);
      if (after_.alive(id)) side(after_, id, true);
      if (before_.alive(id) && after_.alive(id) && before_.identity(id) == after_.identity(id) &&
          before_.at(id).kind != ObjectKind::column) {
        continue;
      }
      for (const Catalog* catalog : {static_cast<const Catalog*>(&before_), &after_}) {
        for (const Id dependent : catalog->dependents(id)) open.push_back(dependent);
      }
    }
  }

  void side(const Catalog& catalog, Id id, bool after) {
    if (!is_shown(catalog, id) || catalog.at(id).kind == ObjectKind::unknown) return;
    sides_.push_back({catalog.name(id), after ? 0 : id, after ? id : 0});
  }

  void judge(Side side, std::vector<Differing>& found) {
    const auto [name, was, is] = std::tie(side.name, side.was, side.is);
    // What replaces the unknown is a change, however alike both look.
    const bool unknown = was != 0 && is != 0 && was != is && before_.at(was).assumed;
    if (was != 0 && is != 0 && !unknown && before_.definition(was) == after_.definition(is)) return;
    const bool perhaps_not_there = unknown && before_.at(was).possible;
    const auto change = was == 0 || perhaps_not_there ? Change::added
                        : is == 0                     ? Change::removed
                                                      : Change::changed;
    const bool possible =
        unknown ? !perhaps_not_there
                : (was == 0 || before_.at(was).possible) && (is == 0 || after_.at(is).possible);
    const bool follows = (was == 0 || untouched(was)) && (is == 0 || untouched(is));
    auto table = was == 0 ? std::string() : before_.owning_table(was);
    if (table.empty() && is != 0) table = after_.owning_table(is);
    table.shrink_to_fit();
    side.name.name.shrink_to_fit();
    found.push_back({{std::move(side.name), change, std::move(table), possible, follows}, was, is});
  }

  bool untouched(Id id) const {
    return before_.state(id) == after_.state(id) || after_.respelled(id);
  }

  Catalog before_;
  const Catalog& after_;
  std::vector<bool> seen_;
  std::vector<Side> sides_;
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

Compared compare(const Catalog& before, const Catalog& after) {
  return Comparison(before, after).run();
}

std::vector<Difference> delta(const Catalog& before, const Catalog& after) {
  auto compared = compare(before, after);
  std::vector<Difference> found;
  found.reserve(compared.objects.size());
  for (auto& object : compared.objects) found.push_back(std::move(object.difference));
  return found;
}

}  // namespace mig::catalog
