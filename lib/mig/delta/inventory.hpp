#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/result.hpp"
#include "mig/contract/baseline.hpp"

namespace mig::delta {

/// The bytes that `digest` of an object is taken over: the object without it, as canonical JSON.
std::string canonical_json(const contract::BaselineObject& object);

/// The table that an object belongs to, "public.parcels"; a table is its own. Empty when the
/// inventory names none.
std::string owning_table(const contract::BaselineObject& object);

/// A baseline with everything that can be recomputed from its inventory. Nothing that it says of
/// itself is taken on trust.
struct Inventory {
  contract::Baseline baseline;
  std::vector<std::string> digests;  ///< "sha256:...", one per object, recomputed
  std::vector<std::size_t> order;    ///< positions of the objects, sorted by kind and name
  std::map<std::string, std::int64_t, std::less<>> counts;
  std::string schema_fingerprint;     ///< over the recorded digests
  std::string protected_fingerprint;  ///< over those of the recorded protected domains

  /// Null when there is no such object.
  const contract::BaselineObject* find(std::string_view kind, std::string_view name) const;
};

Result<Inventory> take_inventory(contract::Baseline baseline);

/// One flag for each object of the baseline.
using Selection = std::vector<bool>;
/// SHA-256 over the lines of the selected objects, as "sha256:...".
Result<std::string> fingerprint(const Inventory& inventory, const Selection& counted);

}  // namespace mig::delta
