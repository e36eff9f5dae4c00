#include "mig/rules/rollback/evidence.hpp"

#include <algorithm>
#include <limits>

#include "mig/contract/change_class.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::rules::rollback_rules {
namespace {

using contract::EvidenceGrade;

bool applies(const contract::RequiredEvidence& required, const bundle::BundleFacts& bundle) {
  const auto& change_class = bundle.declaration.approvals.change_class;
  return pattern::glob_matches(contract::folded_class(required.change_class),
                               contract::folded_class(change_class ? change_class->value : ""));
}

/// When a run began; for one that does not tell, everything that is there now counts.
std::int64_t start_of(const bundle::RunChange& run) {
  const auto& started = run.receipt->started_at;
  const auto at = started ? pattern::parse_timestamp(started->value) : std::nullopt;
  return at.value_or(std::numeric_limits<std::int64_t>::max());
}

void look_at_runs(const contract::RequiredEvidence& required, const bundle::BundleFacts& bundle,
                  const bundle::ChangeFacts& change, std::vector<UnmetEvidence>& unmet) {
  for (const auto& run : change.runs) {
    if (!run.receipt || run.is_rollback() || !run.is_judged || !run.receipt->environment_name) {
      continue;
    }
    const auto tier = bundle.repository->policy.tier_of(run.receipt->environment_name->value);
    if (tier != required.tier) continue;
    const auto shown = change.evidence.grade_at(start_of(run), *tier);
    if (shown < required.grade) unmet.push_back({required.grade, shown, &run});
  }
}

}  // namespace

std::vector<UnmetEvidence> unmet_evidence(const bundle::BundleFacts& bundle,
                                          const bundle::ChangeFacts& change) {
  std::vector<UnmetEvidence> unmet;
  const auto& declaration = bundle.declaration;
  const bool has_rollback = declaration.requires_rollback && declaration.requires_rollback->value &&
                            !declaration.artifacts.rollback.empty();
  if (!has_rollback) return unmet;
  for (const auto& required : bundle.repository->policy.required_evidence) {
    if (!applies(required, bundle)) continue;
    if (required.tier) {
      look_at_runs(required, bundle, change, unmet);
    } else if (const auto shown = change.evidence.grade(); shown < required.grade) {
      unmet.push_back({required.grade, shown, nullptr});
    }
  }
  return unmet;
}

bool is_met_by_rehearsal(const UnmetEvidence& unmet) {
  return unmet.required <= EvidenceGrade::rehearsed_isolated;
}

Quote place_of(const bundle::BundleFacts& bundle, const UnmetEvidence& unmet) {
  if (unmet.run == nullptr) {
    return quote(*bundle.declaration_document()->source,
                 bundle.declaration.artifacts.rollback.front().span);
  }
  const auto* receipt = bundle.document_at(unmet.run->run->inline_receipt);
  return quote(*receipt->source, unmet.run->receipt->environment_name->span);
}

void report_doubts(const bundle::ChangeFacts& change, bundle::Doubt doubt, bool doubt_only,
                   const std::string& remedy, Reporter& reporter) {
  const auto& rehearsal = change.evidence.rehearsal;
  if (!rehearsal) return;
  for (const auto& one : rehearsal->discrepancies) {
    if (one.doubt != doubt || one.is_doubt_only != doubt_only) continue;
    reporter.at(*rehearsal->document->source, one.span, one.message).remedy = remedy;
  }
}

}  // namespace mig::rules::rollback_rules
