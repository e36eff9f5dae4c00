#pragma once

#include <string_view>

#include "mig/app/options.hpp"
#include "mig/bundle/change_facts.hpp"
#include "mig/bundle/comparison.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/bundle/record_facts.hpp"
#include "mig/report/evidence.hpp"

namespace mig::app {

/// Whether any output of the run shows evidence; else nothing is computed for it.
bool shows_evidence(const Options& options);

/// What is known of one bundle. Parts are null where no gate of the run needed them.
struct ReviewedBundle {
  const bundle::BundleFacts& facts;
  const bundle::ChangeFacts* change = nullptr;
  const bundle::RecordFacts* records = nullptr;
  const bundle::BundleComparison* comparison = nullptr;
  std::string_view grade{};  ///< how far the rollback was tried; empty: no gate looked
};

/// All of it for a reviewer, freed of values that no report may hold.
report::Evidence evidence_of(const ReviewedBundle& reviewed);

}  // namespace mig::app
