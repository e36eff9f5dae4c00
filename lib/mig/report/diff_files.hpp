#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mig/delta/observation.hpp"

namespace mig::report {

/// What a diff summary says beyond the observation itself.
struct DiffSource {
  std::string migration_id;
  std::string pre_digest;  ///< "sha256:..." of the bytes of the file
  std::string post_digest;
  const delta::Inventory* pre = nullptr;  ///< never null
  const delta::Inventory* post = nullptr;
  const delta::Observation* observation = nullptr;
  /// Baselines show no rows: tables of which rows were written, and how many, as the runner knows.
  std::vector<std::string> tables_with_rows;
  std::int64_t row_backfill = 0;
};

/// diffs/summary.json as diff_summary.v1, ending in a line feed.
std::string diff_summary_json(const DiffSource& source);

/// diffs/touched.csv: the same changes as a table.
std::string touched_csv(const delta::Observation& observation);

}  // namespace mig::report
