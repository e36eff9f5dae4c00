#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mig/contract/field.hpp"

namespace mig::contract {

/// One object that a run is said to have changed.
struct ReportedChange {
  std::string kind;
  std::string object;  ///< "table public.parcels"
  std::string change;  ///< "added", "removed" or "changed"
  std::string table;   ///< empty when none is named
  Span span;           ///< of the object
};

/// How many objects of a kind were added, removed and changed.
struct ReportedCounts {
  std::string kind;
  std::array<std::int64_t, 3> numbers{};
  Span span;
};

/// Two fingerprints, or two digests, of a pair of baselines.
struct ReportedPair {
  std::optional<LocatedString> pre;
  std::optional<LocatedString> post;
};

/// What a run is said to have changed: a document that fits diff_summary.v1.
struct DiffSummary {
  LocatedString store;
  LocatedString migration_id;
  ReportedPair digests;
  Span changes_span;
  std::vector<ReportedChange> changes;
  Span counts_span;
  std::vector<ReportedCounts> counts;
  std::vector<std::pair<std::string, Located<std::int64_t>>> totals;
  ReportedPair schema_fingerprint;
  ReportedPair protected_fingerprint;

  const Located<std::int64_t>* total(std::string_view name) const;
};

/// Reads a document that fits diff_summary.v1.
DiffSummary read_diff_summary(const document::LocatedValue& value);

}  // namespace mig::contract
