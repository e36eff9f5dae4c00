#include "mig/runner/grade.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include "mig/delta/observation.hpp"

namespace mig::runner {
namespace {

using contract::Attribute;
using contract::BaselineObject;
using delta::ObservedChange;

const std::set<std::string, std::less<>>& nameless_kinds() {
  // What programs do not call by its name: a server makes these names up where a script gives none.
  static const std::set<std::string, std::less<>> kinds{"constraint", "index", "statistics"};
  return kinds;
}

bool has_columns_in_order(std::string_view kind) {
  return kind == "table" || kind == "foreign_table";
}

/// The names of the attributes in which two objects differ.
std::vector<std::string> differing(const BaselineObject& left, const BaselineObject& right) {
  std::map<Attribute, std::pair<const contract::AttributeValue*, const contract::AttributeValue*>>
      values;
  if (left.attributes) {
    for (const auto& [key, value] : *left.attributes) values[key].first = &value;
  }
  if (right.attributes) {
    for (const auto& [key, value] : *right.attributes) values[key].second = &value;
  }
  std::vector<std::string> names;
  for (const auto& [key, pair] : values) {
    const auto& [before, after] = pair;
    if (before == nullptr || after == nullptr || *before != *after)
      names.emplace_back(contract::name_of(key));
  }
  return names;
}

/// The columns that both have, in the order of the first.
std::vector<std::string> common(const std::vector<std::string>& left,
                                const std::vector<std::string>& right) {
  const std::set<std::string_view> known(right.begin(), right.end());
  std::vector<std::string> shared;
  std::copy_if(left.begin(), left.end(), std::back_inserter(shared),
               [&known](const auto& name) { return known.contains(name); });
  return shared;
}

/// Columns that came or went are objects of their own: of the table only their order counts.
bool stand_in_order(const BaselineObject& left, const BaselineObject& right) {
  const auto* before = left.list(Attribute::columns);
  const auto* after = right.list(Attribute::columns);
  return before != nullptr && after != nullptr &&
         common(*before, *after) == common(*after, *before);
}

/// Whether both are the same but for the name.
bool is_renamed(const ObservedChange& lost, const ObservedChange& left_over) {
  return lost.kind == left_over.kind && nameless_kinds().contains(lost.kind) &&
         !lost.table.empty() && lost.table == left_over.table && lost.pre->attributes &&
         left_over.post->attributes && *lost.pre->attributes == *left_over.post->attributes;
}

std::optional<Discrepancy> judge_changed(const ObservedChange& change) {
  const auto names = differing(*change.pre, *change.post);
  if (change.kind == "comment")
    return Discrepancy{Level::names_or_comments_only, change.label(), "another text"};
  if (names.empty()) {
    // Its definition is the same: it only spells the name of something else.
    return Discrepancy{Level::names_or_comments_only, change.label(),
                       "depends on what has another name"};
  }
  const bool is_about_columns = has_columns_in_order(change.kind) && names.size() == 1 &&
                                names.front() == contract::name_of(Attribute::columns);
  if (!is_about_columns) {
    return Discrepancy{Level::lost_or_changed, change.label(),
                       fmt::format("changed: {}", fmt::join(names, ", "))};
  }
  if (stand_in_order(*change.pre, *change.post)) return std::nullopt;
  return Discrepancy{Level::order_only, change.label(), "its columns stand in another order"};
}

Level level_of(const ObservedChange& change) {
  if (change.kind == "comment") return Level::names_or_comments_only;
  return change.change == delta::Change::added ? Level::left_over : Level::lost_or_changed;
}

/// What went under one name and came back under another, each once.
std::map<const ObservedChange*, const ObservedChange*> renamed(
    const std::vector<ObservedChange>& changes) {
  std::map<const ObservedChange*, const ObservedChange*> pairs;
  std::set<const ObservedChange*> taken;
  for (const auto& lost : changes) {
    if (lost.change != delta::Change::removed || !nameless_kinds().contains(lost.kind)) continue;
    for (const auto& other : changes) {
      if (other.change != delta::Change::added || taken.contains(&other)) continue;
      if (!is_renamed(lost, other)) continue;
      pairs[&lost] = &other;
      taken.insert(&other);
      break;
    }
  }
  for (const auto* other : taken) pairs[other] = nullptr;
  return pairs;
}

}  // namespace

std::string_view name_of(Level level) {
  switch (level) {
    case Level::identical:
      return "identical";
    case Level::order_only:
      return "order_only";
    case Level::names_or_comments_only:
      return "names_or_comments_only";
    case Level::left_over:
      return "left_over";
    case Level::lost_or_changed:
      return "lost_or_changed";
  }
  return "lost_or_changed";
}

Grade grade(const delta::Inventory& expected, const delta::Inventory& found) {
  Grade grade;
  const auto observation = delta::observe(expected, found, {});
  const auto pairs = renamed(observation.changes);
  for (const auto& change : observation.changes) {
    const auto pair = pairs.find(&change);
    if (pair != pairs.end()) {
      if (pair->second == nullptr) continue;
      grade.discrepancies.push_back({Level::names_or_comments_only, change.label(),
                                     fmt::format("now named {}", pair->second->name)});
    } else if (change.change == delta::Change::changed) {
      if (auto found_change = judge_changed(change))
        grade.discrepancies.push_back(std::move(*found_change));
    } else {
      grade.discrepancies.push_back({level_of(change), change.label(),
                                     change.change == delta::Change::added ? "left over" : "lost"});
    }
  }
  std::stable_sort(grade.discrepancies.begin(), grade.discrepancies.end(),
                   [](const auto& left, const auto& right) { return left.level > right.level; });
  if (!grade.discrepancies.empty()) grade.level = grade.discrepancies.front().level;
  return grade;
}

}  // namespace mig::runner
