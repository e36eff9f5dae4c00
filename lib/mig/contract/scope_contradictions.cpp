#include <algorithm>
#include <optional>

#include "mig/contract/scope_names.hpp"
#include "mig/pattern/glob_relation.hpp"

namespace mig::contract {
namespace {

using pattern::glob_covers;

/// The forbidden entry that leaves nothing of an allowed one, and the list that it stands in.
struct Swallowed {
  const ScopeList* list = nullptr;
  const LocatedString* entry = nullptr;
};

/// Holds the forbidden side of one declaration against its allowed entries.
class Swallower {
 public:
  explicit Swallower(const Declaration& declaration)
      : declaration_(declaration),
        allowed_schemas_(declaration.scope_list("allowed_schemas")),
        forbidden_tables_(declaration.scope_list("forbidden_tables")) {
    if (forbidden_tables_ == nullptr) return;
    for (const auto& forbidden : forbidden_tables_->entries) {
      const auto table = qualified_name(forbidden.value);
      covers_all_schemas_.push_back(table.schema.empty() || covers_allowed_schemas(table.schema));
    }
  }

  std::optional<Swallowed> swallow(const ScopeList& allowed, const std::string& entry) const {
    if (allowed.surface == "tables") return swallow_table(entry);
    if (allowed.surface == "objects") return swallow_object(entry);
    return swallow_name("forbidden_" + allowed.surface, entry);
  }

 private:
  bool covers_allowed_schemas(const std::string& forbidden) const {
    if (allowed_schemas_ == nullptr || allowed_schemas_->entries.empty()) return forbidden == "*";
    return std::all_of(allowed_schemas_->entries.begin(), allowed_schemas_->entries.end(),
                       [&](const auto& schema) { return glob_covers(forbidden, schema.value); });
  }

  std::optional<Swallowed> swallow_name(std::string_view key, const std::string& name) const {
    const auto* list = declaration_.scope_list(key);
    if (list == nullptr) return std::nullopt;
    for (const auto& forbidden : list->entries) {
      if (glob_covers(forbidden.value, name)) return Swallowed{list, &forbidden};
    }
    return std::nullopt;
  }

  // A schema that the allowed side names as well contradicts itself there.
  std::optional<Swallowed> swallow_schema(const std::string& schema) const {
    if (allowed_schemas_ != nullptr) {
      for (const auto& allowed : allowed_schemas_->entries) {
        if (allowed.value == schema) return std::nullopt;
      }
    }
    return swallow_name("forbidden_schemas", schema);
  }

  std::optional<Swallowed> swallow_table(const std::string& entry) const {
    const auto table = qualified_name(entry);
    if (forbidden_tables_ != nullptr) {
      for (std::size_t i = 0; i < forbidden_tables_->entries.size(); ++i) {
        const auto& forbidden = forbidden_tables_->entries[i];
        const bool swallows = table.schema.empty()
                                  ? covers_all_schemas_[i] && glob_covers(name_of(forbidden), entry)
                                  : forbids_table(forbidden.value, table);
        if (swallows) return Swallowed{forbidden_tables_, &forbidden};
      }
    }
    if (table.schema.empty()) return std::nullopt;
    return swallow_schema(table.schema);
  }

  std::optional<Swallowed> swallow_object(const std::string& entry) const {
    if (auto swallowed = swallow_name("forbidden_objects", entry)) return swallowed;
    if (auto swallowed = swallow_everywhere(entry)) return swallowed;
    const auto object = object_name(entry);
    const auto& name = object.name;
    if (object.kind == "schema") return swallow_schema(name.name);
    if (object.kind == "table") {
      return swallow_table(name.schema.empty() ? name.name : name.schema + "." + name.name);
    }
    return name.schema.empty() ? std::nullopt : swallow_schema(name.schema);
  }

  // One forbidden object that leaves nothing of the entry in any schema that it reaches.
  std::optional<Swallowed> swallow_everywhere(const std::string& entry) const {
    const auto* list = declaration_.scope_list("forbidden_objects");
    if (list == nullptr) return std::nullopt;
    const auto reached = objects_reached(declaration_, entry);
    for (const auto& forbidden : list->entries) {
      const bool everywhere = std::all_of(
          reached.begin(), reached.end(),
          [&forbidden](const auto& object) { return forbids_object(forbidden.value, object); });
      if (everywhere) return Swallowed{list, &forbidden};
    }
    return std::nullopt;
  }

  static std::string name_of(const LocatedString& forbidden) {
    return qualified_name(forbidden.value).name;
  }

  const Declaration& declaration_;
  const ScopeList* allowed_schemas_;
  const ScopeList* forbidden_tables_;
  std::vector<bool> covers_all_schemas_;  ///< per forbidden table
};

}  // namespace

std::vector<ScopeContradiction> scope_contradictions(const Declaration& declaration) {
  std::vector<ScopeContradiction> found;
  if (!is_comparable(declaration)) return found;
  const auto folded = with_folded_names(declaration);
  const Swallower swallower(folded);
  // What was found in the folded scope, in the scope as it is written.
  const auto written = [&](const ScopeList& list) -> const ScopeList& {
    return declaration.scope[static_cast<std::size_t>(&list - folded.scope.data())];
  };
  for (const auto& list : folded.scope) {
    if (!list.is_allowed) continue;
    for (std::size_t i = 0; i < list.entries.size(); ++i) {
      if (names_everything(list.entries[i].value)) continue;
      const auto swallowed = swallower.swallow(list, list.entries[i].value);
      if (!swallowed) continue;
      const auto& forbidden = written(*swallowed->list);
      const auto at = static_cast<std::size_t>(swallowed->entry - swallowed->list->entries.data());
      found.push_back(
          {&written(list), &written(list).entries[i], &forbidden, &forbidden.entries[at]});
    }
  }
  return found;
}

}  // namespace mig::contract
