#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mig::catalog {

/// Identity of an object inside one catalog and its copies; names may change, ids do not. 0 is
/// none.
using Id = std::uint32_t;

/// A piece of a definition: text, then the present name of an object. As in PostgreSQL itself,
/// renaming a column thereby changes the definition of the views and indexes over it.
struct Part {
  std::string text;
  Id named = 0;
  bool typed = false;  ///< the type of the named column matters as well
  friend bool operator==(const Part&, const Part&) = default;
};
using Parts = std::vector<Part>;

}  // namespace mig::catalog
