#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mig/delta/inventory.hpp"

namespace mig::runner {

/// How far a state is from the one that it should be. Ordered: the worse, the larger.
enum class Level : std::uint8_t {
  identical,
  order_only,              ///< columns of a table stand in another order
  names_or_comments_only,  ///< a constraint or an index has another name, or a comment differs
  left_over,               ///< there is what was not there
  lost_or_changed,         ///< something is gone, or is not what it was
};
/// "left_over", as receipts spell it.
std::string_view name_of(Level level);

/// An object that is not as it was.
struct Discrepancy {
  Level level = Level::identical;
  std::string object;  ///< "column public.parcels.geom"
  std::string what;    ///< "left over", "lost", "changed: type, nullable", "now named public.b"
  friend bool operator==(const Discrepancy&, const Discrepancy&) = default;
};

struct Grade {
  Level level = Level::identical;          ///< of the worst
  std::vector<Discrepancy> discrepancies;  ///< the worst first, then by object
};

/// Holds a state against the one that it should be, object by object.
Grade grade(const delta::Inventory& expected, const delta::Inventory& found);

}  // namespace mig::runner
