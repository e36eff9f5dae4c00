#include "mig/catalog/restoration.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "mig/catalog/essence.hpp"

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

/// Attributes that hold a tree of SQL: the same may be written in several ways.
bool is_expression(std::string_view attribute) {
  constexpr std::array<std::string_view, 7> kNames{"check",     "where", "expression", "query",
                                                   "generated", "body",  "default"};
  return std::find(kNames.begin(), kNames.end(), attribute) != kNames.end();
}

/// A baseline holds the digest of what has no attribute of its own.
bool is_digest(const Parts& parts) {
  return !parts.empty() && parts.front().text.starts_with("sha256:");
}

bool holds_digests(const Object& object) {
  return std::any_of(object.attributes.begin(), object.attributes.end(),
                     [](const auto& attribute) { return is_digest(attribute.second); });
}

std::vector<AttributeResidue> differing_attributes(const Catalog& before, Id was,
                                                   const Catalog& after, Id is,
                                                   bool& only_spelled) {
  const auto& old = before.at(was).attributes;
  const auto& now = after.at(is).attributes;
  std::set<std::string> keys;
  for (const auto& [key, parts] : old) keys.emplace(key);
  for (const auto& [key, parts] : now) keys.emplace(key);
  std::vector<AttributeResidue> differ;
  const bool from_baseline = holds_digests(before.at(was));
  only_spelled = true;
  for (const auto& key : keys) {
    if (key.starts_with('.')) continue;
    const auto first = before.render(old.at(key));
    const auto second = after.render(now.at(key));
    const bool both = old.count(key) == now.count(key);
    if (both && first == second) continue;
    const bool unknown = speaks_of_unknown(old.at(key)) || speaks_of_unknown(now.at(key));
    const bool in_digest =
        is_digest(old.at(key)) || is_digest(now.at(key)) || (from_baseline && !both);
    const bool spelled =
        in_digest ||
        (both && is_expression(key) &&
         (unknown || essence_of(before, old.at(key)) == essence_of(after, now.at(key))));
    only_spelled = only_spelled && spelled;
    AttributeResidue residue{key, {}, {}};
    if (key == "type") residue = {key, first, second};
    differ.push_back(std::move(residue));
  }
  return differ;
}

class Restoration {
 public:
  Restoration(const Catalog& before, const Catalog& after, const Journey& journey)
      : compared_(compare(before, after)), after_(after), journey_(journey) {}

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
    const auto& conditional = journey_.conditional;
    one.is_certain =
        !difference.possible && !conditional.contains(was) && !conditional.contains(is);
    // What the rollback makes was there before, more likely than not.
    if (!compared_.before.complete && is >= journey_.first_back) one.is_certain = false;
    // Whether it was there, or how it was, is not known.
    if (is != 0 && was != 0 && compared_.before.at(was).assumed) one.is_certain = false;
    if (difference.object.kind == ObjectKind::comment) {
      one.residue = Residue::comment;
    } else if (const auto renamed = renamed_.find(at); renamed != renamed_.end()) {
      one.residue = Residue::renamed;
      one.now = compared_.objects[renamed->second].difference.object.name;
    } else if (difference.change == Change::added) {
      one.residue = Residue::left_over;
    } else if (difference.change == Change::removed) {
      // What is named and not there is told where it is named.
      if (compared_.before.complete && compared_.before.at(was).assumed) return;
      one.residue = Residue::lost;
      one.now = index_in_place_of(was);
      if (is_spelled_otherwise(was)) one.is_certain = false;
    } else {
      bool only_spelled = false;
      one.attributes = differing_attributes(compared_.before, was, after_, is, only_spelled);
      one.is_certain = one.is_certain && !only_spelled;
    }
    found_.push_back(std::move(one));
  }

  /// A routine that was dropped by its types alone may be back with the names of its arguments.
  bool is_spelled_otherwise(Id was) const {
    const auto& lost = compared_.before.at(was);
    return lost.assumed && is_routine(lost.kind) &&
           !after_.functions(lost.schema, lost.name).empty();
  }

  /// A key that came back as an index alone: rows are held apart as before, and nothing can refer
  /// to it.
  std::string index_in_place_of(Id was) const {
    const auto& before = compared_.before;
    const auto& lost = before.at(was);
    if (lost.kind != ObjectKind::constraint || !after_.alive(lost.parent)) return {};
    for (const Id id : after_.children(lost.parent, ObjectKind::index)) {
      const auto& index = after_.at(id);
      if (index.has("unique") && index.name == lost.name) return after_.identity(id);
    }
    return {};
  }

  Compared compared_;
  const Catalog& after_;
  const Journey& journey_;
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

std::vector<Unrestored> unrestored(const Catalog& before, const Catalog& after,
                                   const Journey& journey) {
  return Restoration(before, after, journey).run();
}

}  // namespace mig::catalog
