#include "mig/delta/drift.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <unordered_map>

#include "mig/catalog/known_attributes.hpp"
#include "mig/delta/type_spelling.hpp"

namespace mig::delta {
namespace {

using catalog::Catalog;
using catalog::Difference;
using contract::Attribute;
using contract::AttributeValue;
using contract::BaselineObject;
using effect::ObjectKind;
using Attributes = std::vector<std::pair<Attribute, AttributeValue>>;

std::string shown(const AttributeValue& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  std::string joined;
  for (const auto& item : std::get<std::vector<std::string>>(value))
    joined += (joined.empty() ? "" : ", ") + item;
  return '[' + joined + ']';
}

const AttributeValue* value_of(const Attributes& attributes, Attribute wanted) {
  for (const auto& [attribute, value] : attributes) {
    if (attribute == wanted) return &value;
  }
  return nullptr;
}

bool equal(Attribute attribute, const AttributeValue& left, const AttributeValue& right) {
  const bool is_type = attribute == Attribute::type || attribute == Attribute::returns;
  const auto* one = std::get_if<std::string>(&left);
  const auto* other = std::get_if<std::string>(&right);
  if (is_type && one != nullptr && other != nullptr) return same_type(*one, *other);
  if (attribute == Attribute::function && one != nullptr && other != nullptr)
    return one->substr(0, one->find('(')) == other->substr(0, other->find('('));
  return left == right;
}

/// Everything is the same on both sides, but perhaps what it depends on and that one attribute.
bool differs_only_in(const BaselineObject& pre, const BaselineObject& post,
                     std::optional<Attribute> but) {
  const Attributes none;
  const auto& left = pre.attributes ? *pre.attributes : none;
  const auto& right = post.attributes ? *post.attributes : none;
  const auto covers = [but](const Attributes& some, const Attributes& others) {
    return std::all_of(some.begin(), some.end(), [&](const auto& entry) {
      if (entry.first == but) return true;
      const auto* value = value_of(others, entry.first);
      return value != nullptr && *value == entry.second;
    });
  };
  return pre.table == post.table && covers(left, right) && covers(right, left);
}

/// What the databases of a server share, and what is bound to roles, is in no baseline of one.
bool lies_outside(ObjectKind kind) {
  return kind == ObjectKind::role || kind == ObjectKind::database ||
         kind == ObjectKind::tablespace || kind == ObjectKind::user_mapping;
}

/// What an added object of a kind cannot be judged without.
std::vector<Attribute> needed_for(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::column:
      return {Attribute::type, Attribute::nullable};
    case ObjectKind::constraint:
      return {Attribute::constraint_type};
    case ObjectKind::index:
      return {Attribute::columns, Attribute::unique, Attribute::method};
    default:
      return {};
  }
}

class DriftFinder {
 public:
  DriftFinder(const Observation& observation, const std::vector<Difference>& predicted,
              const Catalog& before, const Catalog& expected)
      : observation_(observation), predicted_(predicted), before_(before), expected_(expected) {}

  DriftReport run() {
    for (const auto& difference : predicted_) {
      by_label_[to_string(difference.object)] = &difference;
      if (difference.object.kind == ObjectKind::column) moved_tables_.insert(difference.table);
    }
    if (!predicted_.empty()) index_expected();
    for (const auto& change : observation_.changes) look_at(change);
    for (const auto& difference : predicted_) {
      const auto label = to_string(difference.object);
      if (observation_.find(label) == nullptr && is_visible(difference, label))
        report_.drifts.push_back({nullptr, &difference});
    }
    return std::move(report_);
  }

 private:
  void index_expected() {
    for (catalog::Id id = 1; id < expected_.size(); ++id) {
      if (!expected_.alive(id)) continue;
      auto label = to_string(expected_.name(id));
      if (by_label_.contains(label)) ids_.emplace(std::move(label), id);
    }
  }

  void look_at(const ObservedChange& change) {
    const auto label = change.label();
    const auto found = by_label_.find(label);
    if (found == by_label_.end()) {
      if (!is_consequence(change)) report_.drifts.push_back({&change, nullptr});
    } else if (found->second->change != change.change) {
      report_.drifts.push_back({&change, found->second});
    } else if (change.post != nullptr) {
      compare_attributes(change, label);
    }
  }

  /// A table lists its columns, and everything names what it depends on: what changed there is
  /// judged by itself.
  bool is_consequence(const ObservedChange& change) const {
    if (change.change != Change::changed) return false;
    const auto& pre = *change.pre;
    const auto& post = *change.post;
    const bool lists_columns = change.kind == "table" || change.kind == "foreign_table";
    const auto but = lists_columns ? std::optional(Attribute::columns) : std::nullopt;
    return differs_only_in(pre, post, but) && needs_follow(change) &&
           (!lists_columns || columns_follow(change));
  }

  bool needs_follow(const ObservedChange& change) const {
    const auto& pre = change.pre->needs();
    const auto& post = change.post->needs();
    const std::set<std::string> left(pre.begin(), pre.end());
    const std::set<std::string> right(post.begin(), post.end());
    std::vector<std::string> moved;
    std::set_symmetric_difference(left.begin(), left.end(), right.begin(), right.end(),
                                  std::back_inserter(moved));
    // What belongs to a partition stands on its like in the whole, as long as the table does.
    const bool table_moved = observation_.find("table " + change.table) != nullptr;
    return std::all_of(moved.begin(), moved.end(), [&](const auto& label) {
      return observation_.find(label) != nullptr ||
             (table_moved && label.starts_with(change.kind + ' '));
    });
  }

  /// Columns that came or went are changes of their own; another order alone comes from the scripts
  /// only when they change a column of this table.
  bool columns_follow(const ObservedChange& change) const {
    const auto* pre = change.pre->list(Attribute::columns);
    const auto* post = change.post->list(Attribute::columns);
    if (pre == nullptr || post == nullptr) return pre == post;
    auto left = *pre;
    auto right = *post;
    std::sort(left.begin(), left.end());
    std::sort(right.begin(), right.end());
    std::vector<std::string> moved;
    std::set_symmetric_difference(left.begin(), left.end(), right.begin(), right.end(),
                                  std::back_inserter(moved));
    if (moved.empty()) {
      return *pre == *post || moved_tables_.contains(change.name) ||
             *post == expected_columns(change.name);
    }
    return std::all_of(moved.begin(), moved.end(), [&](const auto& column) {
      return observation_.find("column " + change.name + '.' + column) != nullptr;
    });
  }

  std::vector<std::string> expected_columns(const std::string& table) const {
    std::vector<std::string> names;
    for (catalog::Id id = 1; id < expected_.size(); ++id) {
      if (!expected_.alive(id) || expected_.at(id).assumed ||
          expected_.at(id).kind != ObjectKind::table || expected_.identity(id) != table)
        continue;
      for (const auto column : expected_.children(id, ObjectKind::column))
        names.push_back(expected_.at(column).name);
    }
    return names;
  }

  void compare_attributes(const ObservedChange& change, const std::string& label) {
    const auto found = ids_.find(label);
    if (found == ids_.end()) return;
    const auto known = known_attributes(expected_, found->second);
    const Attributes none;
    const auto& stated = change.post->attributes ? *change.post->attributes : none;
    for (const auto& [attribute, value] : known) {
      // Which columns a table has is judged column by column.
      const bool is_table = attribute == Attribute::columns &&
                            (change.kind == "table" || change.kind == "foreign_table");
      const auto* observed = value_of(stated, attribute);
      if (is_table || observed == nullptr || equal(attribute, value, *observed)) continue;
      report_.deviations.push_back(
          {&change, std::string(contract::name_of(attribute)), shown(value), shown(*observed)});
    }
    if (const auto* identity = value_of(stated, Attribute::identity);
        identity != nullptr && !known.empty() && value_of(known, Attribute::identity) == nullptr) {
      report_.deviations.push_back({&change, "identity", "none", shown(*identity)});
    }
    std::string left_out;
    for (const auto attribute : needed_for(change.object().kind)) {
      if (value_of(stated, attribute) != nullptr) continue;
      left_out += fmt::format("{}`{}`", left_out.empty() ? "" : ", ", contract::name_of(attribute));
    }
    if (!left_out.empty()) report_.omissions.push_back({&change, left_out});
  }

  bool is_visible(const Difference& difference, const std::string& label) const {
    if (lies_outside(difference.object.kind)) return false;
    if (difference.change != Change::changed) return true;
    const auto found = ids_.find(label);
    // Under that name another object may have stood before.
    if (found == ids_.end() || !before_.alive(found->second) ||
        to_string(before_.name(found->second)) != label)
      return false;
    return known_attributes(before_, found->second) != known_attributes(expected_, found->second);
  }

  const Observation& observation_;
  const std::vector<Difference>& predicted_;
  const Catalog& before_;
  const Catalog& expected_;
  std::unordered_map<std::string, const Difference*> by_label_;
  std::unordered_map<std::string, catalog::Id> ids_;
  std::set<std::string> moved_tables_;  ///< of which a column comes, goes or changes
  DriftReport report_;
};

}  // namespace

DriftReport find_drift(const Observation& observation, const std::vector<Difference>& predicted,
                       const Catalog& before, const Catalog& expected) {
  return DriftFinder(observation, predicted, before, expected).run();
}

}  // namespace mig::delta
