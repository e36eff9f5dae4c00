#include "mig/contract/shift_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "mig/contract/field.hpp"
#include "mig/contract/shift_entries.hpp"

namespace mig::contract {
namespace {

using document::LocatedValue;

constexpr std::string_view kItem = "[]";

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

/// What tells an item apart, and how a person reads it.
struct Identity {
  std::string exact;
  std::string shown;
};

Identity identity_of(DocumentKind kind, const Direction& list, const LocatedValue& item) {
  Identity identity;
  for (const auto name : split(list.identity, ',')) {
    const auto* direction = direction_of(kind, fmt::format("{}.{}", list.key, name));
    const auto given = string_member(item, name);
    const auto text = normal_form(direction == nullptr ? Entries::names : direction->entries,
                                  given                  ? given->value
                                  : direction == nullptr ? std::string_view{}
                                                         : direction->absent);
    identity.exact += text + '\0';
    if (text.empty()) continue;
    if (!identity.shown.empty()) identity.shown += ", ";
    identity.shown += text;
  }
  return identity;
}

std::string name_of_member(std::string_view parent, std::string_view member) {
  return parent.empty() ? std::string(member) : fmt::format("{}.{}", parent, member);
}

/// The place of a member of what stands at `place`.
Place descend(const Place& place, const std::string& name) {
  Place below{name_of_member(place.key, name), {}, {}, place.path};
  below.path.push_back({name, 0});
  const auto look = [&name](const Side& from, Side& into) {
    into.parent = from.parent;
    const auto* found = from.value == nullptr ? nullptr : from.value->find(name);
    if (found != nullptr) into.value = &found->value;
  };
  look(place.before, below.before);
  look(place.after, below.after);
  return below;
}

/// Below a member that is there its key stands for it; a whole object would be a long place.
void stand_below(const Place& parent, std::string_view name, Place& place) {
  const auto look = [name](const Side& above, Side& side) {
    const auto* found = above.value == nullptr ? nullptr : above.value->find(name);
    if (found != nullptr) side.parent = found->key_span;
  };
  look(parent.before, place.before);
  look(parent.after, place.after);
}

std::vector<std::string> names_that_fit(const Place& place, std::string_view pattern) {
  const auto prefix = pattern.substr(0, pattern.size() - 1);
  std::vector<std::string> names;
  std::set<std::string_view> seen;
  for (const auto* side : {&place.before, &place.after}) {
    const auto* object = side->value == nullptr ? nullptr : side->value->object();
    if (object == nullptr) continue;
    for (const auto& entry : *object) {
      if (entry.key.starts_with(prefix) && seen.insert(entry.key).second)
        names.push_back(entry.key);
    }
  }
  return names;
}

void add_items(DocumentKind kind, const Direction& list, const Place& place,
               std::vector<Place>& into) {
  for (auto& pair : pair_items(kind, list, place.before.value, place.after.value)) {
    if (pair.before == nullptr || pair.after == nullptr) continue;
    Place item{fmt::format("{}[{}]", place.key, pair.identity),
               {pair.before, pair.before->span()},
               {pair.after, pair.after->span()},
               place.path};
    item.path.push_back({{}, pair.index_now});
    into.push_back(std::move(item));
  }
}

}  // namespace

std::vector<ItemPair> pair_items(DocumentKind kind, const Direction& list,
                                 const LocatedValue* before, const LocatedValue* after) {
  std::vector<ItemPair> pairs;
  std::map<std::pair<std::string, std::size_t>, std::size_t> places;
  const auto add = [&](const LocatedValue* value, bool is_now) {
    const auto* items = value == nullptr ? nullptr : value->array();
    if (items == nullptr) return;
    std::unordered_map<std::string, std::size_t> count;
    for (std::size_t i = 0; i < items->size(); ++i) {
      auto identity = identity_of(kind, list, (*items)[i]);
      const auto number = ++count[identity.exact];
      const auto [entry, is_new] = places.try_emplace({identity.exact, number}, pairs.size());
      if (is_new) {
        auto shown = std::move(identity.shown);
        if (number > 1) shown += fmt::format(" #{}", number);
        pairs.push_back({std::move(shown), nullptr, nullptr, 0});
      }
      auto& pair = pairs[entry->second];
      (is_now ? pair.after : pair.before) = &(*items)[i];
      if (is_now) pair.index_now = i;
    }
  };
  add(before, false);
  add(after, true);
  return pairs;
}

std::vector<Place> places_of(DocumentKind kind, const Direction& direction,
                             const LocatedValue& before, const LocatedValue& after) {
  std::vector<Place> places{{{}, {&before, before.span()}, {&after, after.span()}, {}}};
  const auto segments = split(direction.key, '.');
  std::string path;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const bool is_last = i + 1 == segments.size();
    const bool is_list = segments[i].ends_with(kItem);
    const auto name = segments[i].substr(0, segments[i].size() - (is_list ? kItem.size() : 0));
    path = name_of_member(path, segments[i]);
    const auto* own = is_last ? nullptr : direction_of(kind, path);
    std::vector<Place> next;
    for (const auto& place : places) {
      auto names = name.ends_with('*') ? names_that_fit(place, name)
                                       : std::vector<std::string>{std::string(name)};
      for (const auto& member : names) {
        auto below = descend(place, member);
        if (below.before.value == nullptr && below.after.value == nullptr) continue;
        const bool is_on_both = below.before.value != nullptr && below.after.value != nullptr;
        if (is_last) {
          next.push_back(std::move(below));
        } else if (is_list) {
          if (own != nullptr) add_items(kind, *own, below, next);
        } else if (own == nullptr || is_on_both) {
          stand_below(place, member, below);
          next.push_back(std::move(below));
        }
      }
    }
    places = std::move(next);
  }
  return places;
}

const LocatedValue* referenced_value(std::string_view absent, const LocatedValue& document) {
  if (!absent.starts_with('$')) return nullptr;
  const auto* value = &document;
  for (const auto name : split(absent.substr(1), '.')) {
    value = member(*value, name);
    if (value == nullptr) return nullptr;
  }
  return value;
}

}  // namespace mig::contract
