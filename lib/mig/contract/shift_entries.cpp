#include "mig/contract/shift_entries.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <unordered_set>

#include "mig/contract/change_class.hpp"
#include "mig/contract/scope_names.hpp"
#include "mig/contract/shift_text.hpp"
#include "mig/pattern/glob_relation.hpp"

namespace mig::contract {
namespace {

using document::LocatedValue;
using pattern::glob_covers;

/// Steps for one list against another one; beyond it an entry is covered by itself only.
constexpr std::size_t kMostWork = 10'000'000;

/// What has to be allowed by name even where every other operation is.
constexpr std::array<std::string_view, 11> kNeverImplied{
    "grant",        "revoke",          "owner",           "security_label", "dynamic_sql",
    "unknown_call", "unknown_cascade", "unreadable_body", "meta_command",   "unknown_statement",
    "server_access"};

/// Stands for the list that is not given. No operation has a blank in its name.
bool is_every_operation(std::string_view entry) {
  return entry.find(' ') != std::string_view::npos;
}

/// Quotes that folding left stand around names with a dot, in which globs would see the quotes.
bool has_quotes(std::string_view entry) {
  return entry.find('"') != std::string_view::npos;
}

bool name_covers(const QualifiedName& outer, const QualifiedName& inner) {
  if (!outer.schema.empty() && (inner.schema.empty() || !glob_covers(outer.schema, inner.schema))) {
    return false;
  }
  return glob_covers(outer.name, inner.name);
}

bool object_covers(std::string_view outer, std::string_view inner) {
  const auto wide = object_name(outer);
  auto narrow = object_name(inner);
  // Routines are told apart by the types of their arguments, which globs know nothing of.
  if (wide.name.name.find('(') != std::string::npos) return false;
  narrow.name.name.resize(std::min(narrow.name.name.find('('), narrow.name.name.size()));
  return wide.kind == narrow.kind && name_covers(wide.name, narrow.name);
}

bool operation_covers(std::string_view outer, std::string_view inner) {
  return is_every_operation(outer) && !is_every_operation(inner) &&
         std::find(kNeverImplied.begin(), kNeverImplied.end(), inner) == kNeverImplied.end();
}

bool holds_globs(Entries entries) {
  switch (entries) {
    case Entries::names:
    case Entries::folded_names:
    case Entries::classes:
    case Entries::sequence:
      return false;
    default:
      return true;
  }
}

void add_entry(Entries how, const LocatedValue& value, std::vector<ListEntry>& into) {
  auto text = value.string() != nullptr ? *value.string() : compact_text(value);
  auto normal = normal_form(how, text);
  into.push_back({std::move(text), std::move(normal), &value});
}

}  // namespace

std::string normal_form(Entries entries, std::string_view text) {
  switch (entries) {
    case Entries::folded_names:
    case Entries::folded_globs:
      return folded_word(text);
    case Entries::classes:
    case Entries::class_globs:
      return folded_class(text);
    case Entries::database_globs:
    case Entries::tables:
    case Entries::objects:
      return folded_name(text);
    default:
      return std::string(text);
  }
}

bool entry_covers(Entries entries, std::string_view outer, std::string_view inner) {
  if (outer == inner) return true;
  if (!holds_globs(entries) || has_quotes(outer) || has_quotes(inner)) return false;
  switch (entries) {
    case Entries::tables:
      return name_covers(qualified_name(outer), qualified_name(inner));
    case Entries::objects:
      return object_covers(outer, inner);
    case Entries::operations:
      return operation_covers(outer, inner);
    default:
      return glob_covers(outer, inner);
  }
}

std::vector<ListEntry> entries_of(const Direction& direction, const LocatedValue* list) {
  std::vector<ListEntry> entries;
  if (list != nullptr) {
    if (list->array() == nullptr) {
      add_entry(direction.entries, *list, entries);
      return entries;
    }
    for (const auto& item : *list->array()) add_entry(direction.entries, item, entries);
    return entries;
  }
  for (auto rest = direction.absent; !rest.empty();) {
    const auto end = std::min(rest.find(','), rest.size());
    const auto text = rest.substr(0, end);
    entries.push_back({std::string(text), normal_form(direction.entries, text), nullptr});
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return entries;
}

std::vector<ListEntry> uncovered(Entries how, const std::vector<ListEntry>& entries,
                                 const std::vector<ListEntry>& others) {
  std::unordered_set<std::string_view> equal;
  for (const auto& other : others) equal.insert(other.normal);
  std::size_t work = 0;
  std::vector<ListEntry> left;
  for (const auto& entry : entries) {
    // Whatever was equal, or told before.
    if (!equal.insert(entry.normal).second) continue;
    const bool is_covered =
        holds_globs(how) && std::any_of(others.begin(), others.end(), [&](const ListEntry& other) {
          work += other.normal.size() * entry.normal.size() + 1;
          return work <= kMostWork && entry_covers(how, other.normal, entry.normal);
        });
    if (!is_covered) left.push_back(entry);
  }
  return left;
}

}  // namespace mig::contract
