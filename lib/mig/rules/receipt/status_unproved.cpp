#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "mig/rules/families.hpp"
#include "mig/rules/receipt/receipts_of_runs.hpp"

namespace mig::rules::receipt_rules {
namespace {

/// What the registry claims: an execution somewhere, or a rollback anywhere.
struct Claim {
  std::string_view environment;  ///< empty: a rollback
  const bundle::BundleFacts* bundle = nullptr;

  bool is_of_kind(const bundle::ReceiptFacts& facts) const {
    return facts.receipt.is_rollback() == environment.empty();
  }
  /// The statuses of the registry name tiers, whatever the policy calls its environments.
  bool is_of_place(const bundle::ReceiptFacts& facts) const {
    if (environment.empty()) return true;
    const auto& name = facts.receipt.environment_name;
    const auto tier = tier_of(*bundle, facts);
    return (name && name->value == environment) ||
           (tier && contract::name_of(*tier) == environment);
  }
};

using Runs = std::vector<const bundle::ReceiptFacts*>;

/// Ended with reservations: no proof, but no failure either.
bool is_open(const contract::RunReceipt& receipt) {
  return receipt.status && receipt.status->value != "pass" && receipt.status->value != "fail";
}

/// Of each environment that the status may speak of, the last run that passed; of them all for a
/// rollback, which says nothing of where it was.
Runs last_passing_runs(const Claim& claim, const bundle::RecordFacts& records) {
  std::map<std::string, const bundle::ReceiptFacts*> last;
  for (const auto& facts : records.receipts) {
    if (!facts.receipt.has_passed() || !claim.is_of_place(facts)) continue;
    const auto& name = facts.receipt.environment_name;
    auto& run = last[claim.environment.empty() || !name ? std::string() : name->value];
    if (run == nullptr || came_before(*run, facts)) run = &facts;
  }
  Runs runs;
  for (const auto& [environment, run] : last) runs.push_back(run);
  return runs;
}

/// A run of the kind and place that the status speaks of passed, and `run` came after it.
bool overtook(const bundle::ReceiptFacts& run, const Claim& claim,
              const bundle::RecordFacts& records) {
  return std::any_of(records.receipts.begin(), records.receipts.end(), [&](const auto& facts) {
    return facts.receipt.has_passed() && claim.is_of_kind(facts) && claim.is_of_place(facts) &&
           came_before(facts, run);
  });
}

/// Adds why a run is not the one that the status speaks of.
void tell_why(Finding& finding, const Claim& claim, const bundle::ReceiptFacts& facts) {
  const auto& receipt = facts.receipt;
  if (!claim.is_of_place(facts)) {
    relate(finding, place_of(facts, receipt.environment_name), "this run was elsewhere");
  } else if (!claim.is_of_kind(facts)) {
    relate(finding, place_of(facts, receipt.operation),
           receipt.is_rollback() ? "this run is a rollback" : "this run went forward");
  } else if (!receipt.has_passed()) {
    relate(finding, place_of(facts, receipt.status), "this run did not pass");
  } else {
    relate(finding, place_of(facts, receipt.run_id), "this run passed, but was not the last");
  }
}

std::string message_for(std::string_view status, const Claim& claim,
                        const bundle::RecordFacts& records, const Runs& last) {
  const auto overtaking = std::find_if(
      last.begin(), last.end(), [&](const auto* run) { return overtook(*run, claim, records); });
  if (overtaking == last.end()) {
    return claim.environment.empty()
               ? fmt::format("the status is {}, but no receipt shows a rollback that passed",
                             status)
               : fmt::format(
                     "the status is {}, but no receipt shows a forward run in {} that passed",
                     status, claim.environment);
  }
  const auto name = name_of(**overtaking);
  return claim.environment.empty()
             ? fmt::format("the status is {}, but {} went forward after the rollback, and passed",
                           status, name)
             : fmt::format(
                   "the status is {}, but the last run in {} that passed, {}, is a rollback",
                   status, claim.environment, name);
}

void check(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
           Reporter& reporter) {
  // Without any receipt the bundle is told to lack one.
  if (records.receipts.empty() || !are_all_readable(records)) return;
  const auto* entry = bundle.registry_entry();
  if (entry == nullptr || !entry->status) return;
  const auto& status = entry->status->value;
  const Claim claim{contract::executed_environment(status), &bundle};
  if (claim.environment.empty() && status != "rolled_back") return;
  const auto last = last_passing_runs(claim, records);
  if (std::any_of(last.begin(), last.end(),
                  [&claim](const auto* run) { return claim.is_of_kind(*run); })) {
    return;
  }
  // What was overtaken does not leave it open.
  const bool is_doubtful =
      std::any_of(records.receipts.begin(), records.receipts.end(), [&](const auto& facts) {
        return claim.is_of_kind(facts) && claim.is_of_place(facts) && is_open(facts.receipt) &&
               std::all_of(last.begin(), last.end(),
                           [&facts](const auto* run) { return came_before(*run, facts); });
      });
  const auto& registry = *bundle.repository->registry_documents[entry->document].source;
  auto& finding =
      reporter.at(registry, entry->status->span, message_for(status, claim, records, last));
  if (is_doubtful) finding.severity = Severity::review;
  for (const auto& facts : records.receipts) tell_why(finding, claim, facts);
}

}  // namespace

const Rule status_unproved{
    {
        .id = "receipt-status-unproved",
        .severity = Severity::fail,
        .summary = "The registry says that a migration ran, and no receipt of the bundle shows it",
        .rationale =
            "executed_<env> rests on the last passing run in that environment, which has to "
            "be a forward one, and rolled_back on the last passing run of all, which has "
            "to be a rollback. Only validation.status pass counts; a later run that ended "
            "as warn, degraded or abstain leaves it to a review.",
        .remedy = "Add the receipt of the run that the status speaks of, or set the status back to "
                  "what the receipts show",
        .requirements = {"K-29", "K-30", "X-03"},
    },
    check};

}  // namespace mig::rules::receipt_rules
