#include "mig/catalog/restoration.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace mig::catalog {
namespace {

/// What two objects have to share to be one under two names.
std::string shape_of(const Catalog& catalog, Id id) {
  const auto& object = catalog.at(id);
  const Id holder = object.parent != 0 ? object.parent : object.schema;
  auto shape = std::string(effect::name_of(object.kind)) + '\n';
  if (holder != 0 && catalog.alive(holder)) shape += catalog.identity(holder);
  return shape + '\n' + catalog.definition(id);
}

std::vector<std::string> differing_attributes(const Catalog& before, Id was, const Catalog& after,
                                              Id is) {
  const auto& old = before.at(was).attributes;
  const auto& now = after.at(is).attributes;
  std::set<std::string> keys;
  for (const auto& [key, parts] : old) keys.emplace(key);
  for (const auto& [key, parts] : now) keys.emplace(key);
  std::vector<std::string> differ;
  for (const auto& key : keys) {
    if (key.starts_with('.')) continue;
    const bool same =
        old.count(key) == now.count(key) && before.render(old.at(key)) == after.render(now.at(key));
    if (!same) differ.push_back(key);
  }
  return differ;
}

class Restoration {
 public:
  Restoration(const Catalog& before, const Catalog& after)
      : compared_(compare(before, after)), after_(after) {}

  std::vector<Unrestored> run() {
    pair_renamed();
    for (std::size_t i = 0; i < compared_.objects.size(); ++i) tell(i);
    std::sort(found_.begin(), found_.end());
    return std::move(found_);
  }

 private:
  /// What went and what came with the same definition is one object under another name.
  void pair_renamed() {
    std::multimap<std::string, std::size_t> gone;
    const auto& objects = compared_.objects;
    for (std::size_t i = 0; i < objects.size(); ++i) {
      if (objects[i].is == 0 && is_nameable(compared_.before.at(objects[i].was).kind))
        gone.emplace(shape_of(compared_.before, objects[i].was), i);
    }
    for (std::size_t i = 0; i < objects.size(); ++i) {
      if (objects[i].was != 0 || !is_nameable(after_.at(objects[i].is).kind)) continue;
      const auto match = gone.find(shape_of(after_, objects[i].is));
      if (match == gone.end()) continue;
      renamed_[match->second] = i;
      taken_.insert(i);
      gone.erase(match);
    }
  }

  /// A table under another name is lost to every program; an index is not.
  static bool is_nameable(ObjectKind kind) {
    return kind == ObjectKind::index || kind == ObjectKind::constraint ||
           kind == ObjectKind::trigger || kind == ObjectKind::policy || kind == ObjectKind::rule ||
           kind == ObjectKind::statistics;
  }

  void tell(std::size_t at) {
    if (taken_.contains(at)) return;
    const auto& [difference, was, is] = compared_.objects[at];
    // A name inside its definition changed, and that object is told by itself.
    if (difference.follows) return;
    Unrestored one;
    one.object = difference.object;
    one.table = difference.table;
    one.is_certain = !difference.possible;
    if (difference.object.kind == ObjectKind::comment) {
      one.residue = Residue::comment;
    } else if (const auto renamed = renamed_.find(at); renamed != renamed_.end()) {
      one.residue = Residue::renamed;
      one.now = compared_.objects[renamed->second].difference.object.name;
    } else if (difference.change == Change::added) {
      one.residue = Residue::left_over;
    } else if (difference.change == Change::removed) {
      one.residue = Residue::lost;
    } else {
      one.attributes = differing_attributes(compared_.before, was, after_, is);
      const bool known = !compared_.before.at(was).assumed;
      one.is_certain = one.is_certain && known && !one.attributes.empty();
    }
    found_.push_back(std::move(one));
  }

  Compared compared_;
  const Catalog& after_;
  std::map<std::size_t, std::size_t> renamed_;  ///< of what went: what came in its place
  std::set<std::size_t> taken_;
  std::vector<Unrestored> found_;
};

}  // namespace

std::string_view name_of(Residue residue) {
  switch (residue) {
    case Residue::left_over:
      return "left over";
    case Residue::lost:
      return "lost";
    case Residue::changed:
      return "changed";
    case Residue::renamed:
      return "renamed";
    case Residue::comment:
      break;
  }
  return "comment";
}

std::vector<Unrestored> unrestored(const Catalog& before, const Catalog& after) {
  return Restoration(before, after).run();
}

}  // namespace mig::catalog
