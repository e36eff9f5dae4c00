#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "mig/bundle/bound_files.hpp"
#include "mig/contract/evidence_grade.hpp"
#include "mig/contract/rehearsal.hpp"
#include "mig/delta/observation.hpp"

namespace mig::bundle {

/// In what a rehearsal receipt does not hold.
enum class Doubt : std::uint8_t {
  stale,          ///< it is about other bytes
  unbound,        ///< what it names is not what is there
  contradictory,  ///< it says two things, or its baselines show another
  unsuccessful,   ///< it says itself that the rollback does not hold
};

/// One thing that keeps a rehearsal from being evidence.
struct Discrepancy {
  Doubt doubt = Doubt::stale;
  Span span;  ///< in the receipt
  std::string message;
  bool is_doubt_only = false;  ///< of unsuccessful: nothing is known to be wrong
};

/// rehearsal/rehearsal_receipt.json, with all that can be recomputed of it.
struct Rehearsal {
  const DocumentFacts* document = nullptr;  ///< never null
  contract::RehearsalReceipt receipt;       ///< empty when the document is not valid
  std::vector<BoundFile> inputs;
  std::vector<BoundFile> outputs;
  /// What the rollback left behind: its pre baseline against the restored one.
  std::optional<delta::Observation> left_behind;
  /// The same for what the second forward run left, against the first.
  std::optional<delta::Observation> redone;
  std::vector<Discrepancy> discrepancies;

  bool has(Doubt doubt) const;
};

/// Something that shows how far a rollback was tried.
struct Evidence {
  contract::EvidenceGrade grade = contract::EvidenceGrade::none;
  std::int64_t since = std::numeric_limits<std::int64_t>::min();  ///< seconds since 1970
  std::optional<contract::Tier> tier;  ///< in which the rollback ran; none: in no environment
};

/// How far the rollback of a bundle was tried: computed from receipts and bytes, never from words.
struct RollbackEvidence {
  std::optional<Rehearsal> rehearsal;
  std::vector<Evidence> all;

  /// The strongest one there is.
  contract::EvidenceGrade grade() const;
  /// The strongest one at a moment.
  contract::EvidenceGrade grade_at(std::int64_t moment) const;
  /// The strongest one at a moment for a run in a tier: what ran in a lower one was a rehearsal.
  contract::EvidenceGrade grade_at(std::int64_t moment, contract::Tier tier) const;
};

}  // namespace mig::bundle
