#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "mig/bundle/facts.hpp"
#include "mig/catalog/delta.hpp"
#include "mig/contract/diff_summary.hpp"
#include "mig/delta/drift.hpp"
#include "mig/delta/inventory.hpp"
#include "mig/delta/observation.hpp"

namespace mig::bundle {

/// diffs/touched.csv of a run.
struct TouchedFacts {
  std::shared_ptr<const SourceText> source;  ///< never null; empty bytes when it was not readable
  std::optional<io::AccessError> access;
  std::optional<document::ReadFault> fault;
  std::vector<contract::ReportedChange> changes;  ///< empty when it was refused

  bool is_valid() const { return !access && !fault; }
};

/// What one run changed: as its baselines show it, and as it reports it.
struct RunChange {
  const RunFacts* run = nullptr;  ///< never null
  std::optional<contract::RunReceipt> receipt;
  const DocumentFacts* pre = nullptr;  ///< null when it is not there
  const DocumentFacts* post = nullptr;
  const DocumentFacts* summary = nullptr;
  std::optional<contract::DiffSummary> reported;  ///< of a valid summary
  std::optional<TouchedFacts> touched;            ///< none: it is not there
  std::optional<delta::Observation> observation;  ///< when both baselines are valid
  /// By the scripts that this run ran, from its own pre baseline. Empty without one.
  std::vector<catalog::Difference> predicted;
  catalog::Catalog before;    ///< of its own pre baseline
  catalog::Catalog expected;  ///< what they leave
  bool was_predicted = false;
  bool is_opaque = false;    ///< those scripts may do more than they show
  delta::DriftReport drift;  ///< of what was predicted; points into this run
  /// False for a failed run that its rollback closed: a later run stands for it.
  bool is_judged = true;

  bool is_rollback() const { return receipt && receipt->is_rollback(); }
  /// Null when that baseline is not there or not valid.
  const delta::Inventory* pre_inventory() const {
    return pre == nullptr ? nullptr : pre->inventory.get();
  }
  const delta::Inventory* post_inventory() const {
    return post == nullptr ? nullptr : post->inventory.get();
  }
};

}  // namespace mig::bundle
