#pragma once

#include <string>
#include <vector>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/rule.hpp"

namespace mig::rules::rollback_rules {

/// A line of the policy that the evidence does not meet.
struct UnmetEvidence {
  contract::EvidenceGrade required = contract::EvidenceGrade::none;
  contract::EvidenceGrade shown = contract::EvidenceGrade::none;
  const bundle::RunChange* run = nullptr;  ///< that needed it; null: it is always needed
};

/// None where there is no rollback script: there is nothing to rehearse.
std::vector<UnmetEvidence> unmet_evidence(const bundle::BundleFacts& bundle,
                                          const bundle::ChangeFacts& change);

/// Whether one run of both scripts on a server without data would meet it.
bool is_met_by_rehearsal(const UnmetEvidence& unmet);

/// Where it is told: the run that needed it, or the rollback script.
Quote place_of(const bundle::BundleFacts& bundle, const UnmetEvidence& unmet);

/// Reports what a rehearsal receipt does not hold in, and what to do about it.
void report_doubts(const bundle::ChangeFacts& change, bundle::Doubt doubt, bool doubt_only,
                   const std::string& remedy, Reporter& reporter);

}  // namespace mig::rules::rollback_rules
