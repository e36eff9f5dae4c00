#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/bundle/change_facts.hpp"

namespace mig::rules {

/// An effect together with the script that has it.
struct PlacedEffect {
  const bundle::ScriptChange* script = nullptr;
  const effect::Effect* effect = nullptr;
};

/// What the limits cap, as far as the forward scripts tell.
struct PredictedTotals {
  std::map<std::string, PlacedEffect>
      tables;  ///< whose definition or rows change, with the first effect
  std::int64_t index_count_delta = 0;
  std::int64_t constraint_count_delta = 0;
  /// False where something is dropped whose indexes and constraints nobody knows.
  bool are_deltas_certain = true;
  std::uint64_t rows = 0;                  ///< that are surely written
  std::vector<PlacedEffect> rows_written;  ///< every effect that writes rows
  std::vector<PlacedEffect> rows_unknown;  ///< those of them whose number depends on stored data
};

PredictedTotals predicted_totals(const bundle::ChangeFacts& change);

/// What the limit of that name caps; nothing where the scripts do not tell. Of rows only those that
/// are surely written count.
std::optional<std::int64_t> predicted_figure(const PredictedTotals& totals, std::string_view limit);

}  // namespace mig::rules
