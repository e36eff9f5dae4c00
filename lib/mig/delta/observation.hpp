#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "mig/catalog/delta.hpp"
#include "mig/delta/inventory.hpp"
#include "mig/effect/object.hpp"

namespace mig::delta {

using catalog::Change;

/// An object that differs between two baselines.
struct ObservedChange {
  std::string kind;
  std::string name;
  Change change = Change::changed;
  std::string table;  ///< that it belongs to; a table is its own; empty when there is none
  const contract::BaselineObject* pre = nullptr;   ///< null for what was added
  const contract::BaselineObject* post = nullptr;  ///< null for what was removed
  bool is_protected = false;  ///< by a list that a baseline records, or by the policy in force

  /// "table public.parcels"
  std::string label() const { return kind + ' ' + name; }
  /// Of kind unknown when no effect could have that kind.
  effect::ObjectName object() const {
    return {effect::object_kind(kind).value_or(effect::ObjectKind::unknown), name};
  }
};

/// What happened between two baselines. Points into both inventories.
struct Observation {
  std::vector<ObservedChange> changes;  ///< sorted by label
  std::map<std::string, std::array<std::int64_t, 3>, std::less<>>
      counts;                               ///< by kind: added, removed, changed
  std::vector<std::string> touched_tables;  ///< whose definition changed; sorted
  std::int64_t index_count_delta = 0;
  std::int64_t constraint_count_delta = 0;

  /// Null when that object did not change.
  const ObservedChange* find(std::string_view label) const;
};

/// Compares by the digests that were recomputed. Objects that are listed twice count once.
Observation observe(const Inventory& pre, const Inventory& post,
                    const contract::ProtectedDomains& in_force);

}  // namespace mig::delta
