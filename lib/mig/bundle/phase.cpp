#include "mig/bundle/phase.hpp"

#include <algorithm>

#include "mig/pattern/pattern.hpp"

namespace mig::bundle {
namespace {

using contract::DocumentKind;

bool has_execution_evidence(const BundleFacts& facts) {
  const auto& post = facts.declaration.artifacts.post_baseline;
  if (post && facts.entry(post->value) != nullptr) return true;
  return std::any_of(facts.documents.begin(), facts.documents.end(), [](const auto& document) {
    return document.kind == DocumentKind::run_receipt || document.kind == DocumentKind::receipt_ref;
  });
}

// Only an execution moves the clock of approvals: a receipt in the place of a run, of this
// migration.
bool is_receipt_of_a_run(const DocumentFacts& document, const BundleFacts& facts) {
  if (document.kind != DocumentKind::run_receipt || !document.is_valid()) return false;
  const auto id = contract::read_run_receipt(document.value).migration_id;
  const auto& own = facts.declaration.migration_id;
  if (!id || !own || id->value != own->value) return false;
  return std::any_of(facts.runs.begin(), facts.runs.end(), [&](const RunFacts& run) {
    return facts.path_of(run.inline_receipt) == document.source->path();
  });
}

std::int64_t approval_instant_of(const BundleFacts& facts) {
  std::optional<std::int64_t> newest;
  for (const auto& document : facts.documents) {
    if (facts.phase != Phase::executed || !is_receipt_of_a_run(document, facts)) continue;
    const auto started = contract::read_run_receipt(document.value).started_at;
    if (!started) continue;
    if (const auto at = pattern::parse_timestamp(started->value)) {
      newest = std::max(newest.value_or(*at), *at);
    }
  }
  if (newest) return *newest;
  return pattern::parse_timestamp(facts.repository->now).value_or(0);
}

// The order of the design: the flag, then the registry, then what is there.
Phase phase_of(const BundleFacts& facts, std::optional<Phase> phase_override) {
  if (phase_override) return *phase_override;
  if (facts.is_registered && facts.status != "superseded") {
    return contract::is_executed_status(facts.status) ? Phase::executed : Phase::planned;
  }
  return has_execution_evidence(facts) ? Phase::executed : Phase::planned;
}

void look_up_status(BundleFacts& facts) {
  const auto* entry = facts.registry_entry();
  facts.is_registered = entry != nullptr && entry->status.has_value();
  facts.status = facts.is_registered ? entry->status->value : "draft";
}

}  // namespace

void settle_phase(BundleFacts& facts, std::optional<Phase> phase_override) {
  look_up_status(facts);
  facts.phase = phase_of(facts, phase_override);
  facts.approval_instant = approval_instant_of(facts);
}

}  // namespace mig::bundle
