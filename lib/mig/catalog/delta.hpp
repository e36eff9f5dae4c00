#pragma once

#include <string>
#include <vector>

#include "mig/catalog/catalog.hpp"

namespace mig::catalog {

enum class Change : std::uint8_t { added, removed, changed };
std::string_view name_of(Change change);

struct Difference {
  effect::ObjectName object;
  Change change = Change::changed;
  std::string table;      ///< the owning table; empty when there is none
  bool possible = false;  ///< happens if there is such an object: the catalog does not know
  bool follows = false;   ///< only a name that it spells changed, not the object itself
  friend auto operator<=>(const Difference&, const Difference&) = default;
};

/// Whether an observer of the server would list it: not what is temporary, nor columns of views.
bool is_shown(const Catalog& catalog, Id id);

/// A difference and the objects behind it; 0: there is none on that side.
struct Differing {
  Difference difference;
  Id was = 0;  ///< in the earlier state
  Id is = 0;   ///< in the later one
};

/// What differs between two states, and the earlier one with what was found to be taken for
/// granted.
struct Compared {
  Catalog before;
  std::vector<Differing> objects;  ///< sorted by name
};

/// `after` must have grown out of a copy of `before`.
Compared compare(const Catalog& before, const Catalog& after);

/// What differs between a catalog and its later state, compared by kind and name as an observer of
/// a real server would: an object that was dropped and came back the same is no difference.
/// `after` must have grown out of a copy of `before`. Sorted; temporary objects are left out.
std::vector<Difference> delta(const Catalog& before, const Catalog& after);

}  // namespace mig::catalog
