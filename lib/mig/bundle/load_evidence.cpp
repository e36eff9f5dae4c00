#include "mig/bundle/load_evidence.hpp"

#include <algorithm>
#include <utility>

#include "mig/bundle/note_passages.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::bundle {
namespace {

using contract::EvidenceGrade;
using contract::Tier;

std::optional<delta::Observation> difference(const BundleFacts& bundle, std::string_view before,
                                             std::string_view after) {
  const auto* left = bundle.document_at(before);
  const auto* right = bundle.document_at(after);
  if (left == nullptr || right == nullptr) return std::nullopt;
  if (left->inventory == nullptr || right->inventory == nullptr) return std::nullopt;
  return delta::observe(*left->inventory, *right->inventory,
                        bundle.repository->policy.protected_domains);
}

Result<std::optional<Rehearsal>> load_rehearsal(const io::Root& root, const BundleFacts& bundle) {
  const auto* document = bundle.document_at(kRehearsalReceipt);
  if (document == nullptr) return std::nullopt;
  Rehearsal rehearsal;
  rehearsal.document = document;
  if (!document->is_valid()) return rehearsal;
  rehearsal.receipt = contract::read_rehearsal_receipt(document->value);
  auto inputs = bind_files(root, bundle, rehearsal.receipt.inputs);
  if (!inputs) return tl::unexpected(inputs.error());
  rehearsal.inputs = std::move(*inputs);
  auto outputs = bind_files(root, bundle, rehearsal.receipt.outputs);
  if (!outputs) return tl::unexpected(outputs.error());
  rehearsal.outputs = std::move(*outputs);
  rehearsal.left_behind = difference(bundle, kRehearsedPre, kRehearsedRestored);
  rehearsal.redone = difference(bundle, kRehearsedPost, kRehearsedRedo);
  rehearsal.discrepancies = find_discrepancies(bundle, rehearsal);
  return rehearsal;
}

bool has_rollback_script(const BundleFacts& bundle) {
  return std::any_of(bundle.scripts.begin(), bundle.scripts.end(),
                     [](const auto& script) { return !script.is_forward; });
}

/// Every rollback script was read to its end and shows all that it does.
bool is_rollback_legible(const BundleFacts& bundle, const ChangeFacts& change) {
  if (!change.faults.empty() || !change.gaps.empty() || !has_rollback_script(bundle)) return false;
  return std::none_of(change.scripts.begin(), change.scripts.end(), [](const auto& script) {
    return !script.script->is_forward &&
           std::any_of(script.effects.begin(), script.effects.end(),
                       [](const auto& effect) { return effect::is_opaque(effect.operation); });
  });
}

std::optional<std::int64_t> instant(const std::optional<contract::LocatedString>& text) {
  return text ? pattern::parse_timestamp(text->value) : std::nullopt;
}

/// Whether the receipt names these rollback scripts, by their bytes.
bool ran_these_scripts(const BundleFacts& bundle, const std::vector<BoundFile>& inputs) {
  return std::all_of(bundle.scripts.begin(), bundle.scripts.end(), [&inputs](const auto& script) {
    if (script.is_forward) return true;
    const auto* input = find_file(inputs, script.path);
    return input != nullptr && input->binding == Binding::same;
  });
}

bool is_bound_output(const std::vector<BoundFile>& outputs, const std::string& path) {
  const auto* output = find_file(outputs, path);
  return !path.empty() && output != nullptr && output->binding == Binding::same;
}

const RunChange* undone_run(const ChangeFacts& change, const RunChange& rollback) {
  const auto& undone = rollback.receipt->rolls_back;
  if (!undone) return nullptr;
  const auto found =
      std::find_if(change.runs.begin(), change.runs.end(), [&undone](const auto& run) {
        return run.receipt && !run.is_rollback() && run.receipt->run_id &&
               run.receipt->run_id->value == undone->value;
      });
  return found == change.runs.end() ? nullptr : &*found;
}

/// Whether a rollback left what the run that it undoes had found.
Result<bool> is_restored(const io::Root& root, const BundleFacts& bundle, const ChangeFacts& change,
                         const RunChange& rollback) {
  const auto* undone = undone_run(change, rollback);
  if (undone == nullptr || undone->pre_inventory() == nullptr) return false;
  if (rollback.post_inventory() == nullptr) return false;
  auto outputs = bind_files(root, bundle, undone->receipt->outputs);
  if (!outputs) return tl::unexpected(outputs.error());
  if (!is_bound_output(*outputs, undone->run->pre_baseline)) return false;
  const auto& before = *undone->pre_inventory();
  const auto& after = *rollback.post_inventory();
  return before.schema_fingerprint == after.schema_fingerprint &&
         delta::observe(before, after, bundle.repository->policy.protected_domains).changes.empty();
}

/// What a run shows of the rollback; nothing for a run that proves nothing.
Result<std::optional<Evidence>> evidence_of(const io::Root& root, const BundleFacts& bundle,
                                            const ChangeFacts& change, const RunChange& run) {
  if (!run.is_rollback() || !run.receipt->status || run.receipt->status->value != "pass") {
    return std::nullopt;
  }
  const auto& receipt = *run.receipt;
  const auto started = instant(receipt.started_at);
  const auto finished = instant(receipt.finished_at);
  const auto& environment = receipt.environment_name;
  const auto tier =
      environment ? bundle.repository->policy.tier_of(environment->value) : std::optional<Tier>{};
  const auto& id = bundle.declaration.migration_id;
  const bool is_own = id && receipt.migration_id && receipt.migration_id->value == id->value;
  const bool is_of_these_bytes =
      !receipt.bundle_digest || receipt.bundle_digest->value == bundle.digest;
  if (!started || !finished || *finished < *started || !tier || !is_own || !is_of_these_bytes ||
      !has_rollback_script(bundle)) {
    return std::nullopt;
  }
  auto inputs = bind_files(root, bundle, receipt.inputs);
  if (!inputs) return tl::unexpected(inputs.error());
  auto outputs = bind_files(root, bundle, receipt.outputs);
  if (!outputs) return tl::unexpected(outputs.error());
  if (!ran_these_scripts(bundle, *inputs) || !are_all_same(*outputs)) return std::nullopt;
  Evidence evidence{EvidenceGrade::executed, *finished, tier};
  if (!is_bound_output(*outputs, run.run->post_baseline)) return evidence;
  auto restored = is_restored(root, bundle, change, run);
  if (!restored) return tl::unexpected(restored.error());
  if (*restored) evidence.grade = EvidenceGrade::verified;
  return evidence;
}

void add_what_is_written(const BundleFacts& bundle, const ChangeFacts& change,
                         std::vector<Evidence>& all) {
  if (passage_about(bundle, rollback_topic()).is_written) {
    all.push_back({EvidenceGrade::documented});
  }
  if (is_rollback_legible(bundle, change)) all.push_back({EvidenceGrade::statically_checked});
}

void add_rehearsal(const BundleFacts& bundle, const Rehearsal& rehearsal,
                   std::vector<Evidence>& all) {
  if (!rehearsal.document->is_valid() || !rehearsal.discrepancies.empty()) return;
  // Without the digest of the bundle nothing can be bound to it, and without both baselines nothing
  // was seen: other rules tell of the file that could not be used.
  if (bundle.digest.empty() || !rehearsal.left_behind) return;
  const auto finished = pattern::parse_timestamp(rehearsal.receipt.finished_at.value);
  if (finished) all.push_back({EvidenceGrade::rehearsed_isolated, *finished, std::nullopt});
}

/// What evidence is worth for a run in a tier.
EvidenceGrade worth(const Evidence& evidence, Tier tier) {
  if (!evidence.tier || *evidence.tier >= tier) return evidence.grade;
  return *evidence.tier == Tier::stage ? EvidenceGrade::rehearsed_staging
                                       : EvidenceGrade::rehearsed_isolated;
}

template <class Worth>
EvidenceGrade strongest(const std::vector<Evidence>& all, std::int64_t moment,
                        const Worth& worth_of) {
  auto best = EvidenceGrade::none;
  for (const auto& one : all) {
    if (one.since <= moment) best = std::max(best, worth_of(one));
  }
  return best;
}

}  // namespace

bool Rehearsal::has(Doubt doubt) const {
  return std::any_of(discrepancies.begin(), discrepancies.end(),
                     [doubt](const auto& one) { return one.doubt == doubt; });
}

EvidenceGrade RollbackEvidence::grade() const {
  return grade_at(std::numeric_limits<std::int64_t>::max());
}

EvidenceGrade RollbackEvidence::grade_at(std::int64_t moment) const {
  return strongest(all, moment, [](const Evidence& one) { return one.grade; });
}

EvidenceGrade RollbackEvidence::grade_at(std::int64_t moment, Tier tier) const {
  return strongest(all, moment, [tier](const Evidence& one) { return worth(one, tier); });
}

Result<RollbackEvidence> load_evidence(const io::Root& root, const BundleFacts& bundle,
                                       const ChangeFacts& change) {
  RollbackEvidence evidence;
  add_what_is_written(bundle, change, evidence.all);
  auto rehearsal = load_rehearsal(root, bundle);
  if (!rehearsal) return tl::unexpected(rehearsal.error());
  if (*rehearsal) {
    evidence.rehearsal = std::move(**rehearsal);
    add_rehearsal(bundle, *evidence.rehearsal, evidence.all);
  }
  for (const auto& run : change.runs) {
    auto shown = evidence_of(root, bundle, change, run);
    if (!shown) return tl::unexpected(shown.error());
    if (*shown) evidence.all.push_back(**shown);
  }
  return evidence;
}

}  // namespace mig::bundle
