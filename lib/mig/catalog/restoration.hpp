#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mig/catalog/delta.hpp"

namespace mig::catalog {

/// What a rollback left of the way to where the change began.
enum class Residue : std::uint8_t {
  left_over,  ///< was not there before
  lost,       ///< was there before
  changed,    ///< is there and differs
  renamed,    ///< is there under another name
  comment,    ///< only what people read differs
};
std::string_view name_of(Residue residue);

/// An attribute that is not as it was, as the catalog calls it.
struct AttributeResidue {
  std::string name;
  std::string was;  ///< of a type; empty for what would show more than a name
  std::string is;
  friend auto operator<=>(const AttributeResidue&, const AttributeResidue&) = default;
};

/// One object that is not as it was.
struct Unrestored {
  Residue residue = Residue::changed;
  effect::ObjectName object;
  std::string table;  ///< the owning table; empty when there is none
  /// Of what was renamed its present name; of a lost key the index that is there in its place.
  std::string now;
  std::vector<AttributeResidue> attributes;  ///< of what changed
  /// False where the catalog does not know both sides, where the scripts may not go, and where only
  /// the spelling of an expression differs, which the server may show alike.
  bool is_certain = true;
  friend auto operator<=>(const Unrestored&, const Unrestored&) = default;
};

/// What is known of the way there and back.
struct Journey {
  Id first_back = 0;         ///< objects from here on were made by the rollback
  std::set<Id> conditional;  ///< what was written where a script may not go; see Prediction
};

/// Compares where a change began with where its rollback ended. `after` must have grown out of a
/// copy of `before`. Sorted by object; the order of columns is no difference.
std::vector<Unrestored> unrestored(const Catalog& before, const Catalog& after,
                                   const Journey& journey);

}  // namespace mig::catalog
