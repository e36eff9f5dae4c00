#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mig/contract/diff_summary.hpp"
#include "mig/delta/observation.hpp"

namespace mig::delta {

/// One object of which a report and the baselines say different things.
struct ChangeMismatch {
  const contract::ReportedChange* reported = nullptr;  ///< null: the report leaves it out
  const ObservedChange* observed = nullptr;            ///< null: the baselines show no change
  bool is_repeated = false;                            ///< listed before
};

/// Holds a list of reported changes against the observation. In the order of the report, what it
/// leaves out last.
std::vector<ChangeMismatch> compare_changes(const Observation& observation,
                                            const std::vector<contract::ReportedChange>& reported);

/// A figure of a report that the baselines contradict.
struct NumberMismatch {
  std::string name;  ///< "counts.index.added"
  std::int64_t reported = 0;
  std::int64_t observed = 0;
  Span span;
};

/// Holds counts and totals against the observation. Of the tables that were touched the baselines
/// show those whose definition changed: `tables_with_rows` are those whose rows may have changed as
/// well; null when nobody can know. Rows are the runner's own report.
std::vector<NumberMismatch> compare_numbers(const Observation& observation,
                                            const contract::DiffSummary& summary,
                                            const std::vector<std::string>* tables_with_rows);

}  // namespace mig::delta
