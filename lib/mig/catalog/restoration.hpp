#pragma once

#include <string>
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

/// One object that is not as it was.
struct Unrestored {
  Residue residue = Residue::changed;
  effect::ObjectName object;
  std::string table;  ///< the owning table; empty when there is none
  std::string now;    ///< of what was renamed: its present name
  /// Of what changed: the attributes that differ, as the catalog keeps them.
  std::vector<std::string> attributes;
  /// Whether the catalog knows both sides: false where one was taken for granted, or only its name
  /// was ever seen.
  bool is_certain = true;
  friend auto operator<=>(const Unrestored&, const Unrestored&) = default;
};

/// Compares where a change began with where its rollback ended. `after` must have grown out of a
/// copy of `before`. Sorted by object; the order of columns is no difference.
std::vector<Unrestored> unrestored(const Catalog& before, const Catalog& after);

}  // namespace mig::catalog
