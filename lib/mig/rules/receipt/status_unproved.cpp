#include <fmt/format.h>

#include <algorithm>

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

/// Adds why a run is not the one that the status speaks of.
void tell_why(Finding& finding, const Claim& claim, const bundle::ReceiptFacts& facts) {
  const auto& receipt = facts.receipt;
  if (!claim.is_of_place(facts)) {
    relate(finding, place_of(facts, receipt.environment_name), "this run was elsewhere");
  } else if (!claim.is_of_kind(facts)) {
    relate(finding, place_of(facts, receipt.operation),
           receipt.is_rollback() ? "this run is a rollback" : "this run went forward");
  } else {
    relate(finding, place_of(facts, receipt.status), "this run did not pass");
  }
}

/// Ended with reservations: no proof, but no failure either.
bool is_open(const contract::RunReceipt& receipt) {
  return receipt.status && receipt.status->value != "pass" && receipt.status->value != "fail";
}

void check(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
           Reporter& reporter) {
  // Without any receipt the bundle is told to lack one.
  if (records.receipts.empty() || !are_all_readable(records)) return;
  const auto* entry = bundle.registry_entry();
  if (entry == nullptr || !entry->status) return;
  const auto& status = entry->status->value;
  const Claim claim{contract::executed_environment(status), &bundle};
  const bool is_rollback = claim.environment.empty();
  if (is_rollback && status != "rolled_back") return;
  bool is_doubtful = false;
  for (const auto& facts : records.receipts) {
    if (!claim.is_of_kind(facts) || !claim.is_of_place(facts)) continue;
    if (facts.receipt.has_passed()) return;
    is_doubtful = is_doubtful || is_open(facts.receipt);
  }
  const auto& registry = *bundle.repository->registry_documents[entry->document].source;
  auto& finding = reporter.at(
      registry, entry->status->span,
      is_rollback
          ? fmt::format("the status is {}, but no receipt shows a rollback that passed", status)
          : fmt::format("the status is {}, but no receipt shows a forward run in {} that "
                        "passed",
                        status, claim.environment));
  if (is_doubtful) finding.severity = Severity::review;
  for (const auto& facts : records.receipts) tell_why(finding, claim, facts);
}

}  // namespace

const Rule status_unproved{
    {
        .id = "receipt-status-unproved",
        .severity = Severity::fail,
        .summary = "The registry says that a migration ran, and no receipt of the bundle shows it",
        .rationale = "executed_<env> rests on a forward run in that environment and rolled_back on "
                     "a rollback, each with validation.status pass. Nothing else counts; a run "
                     "that ended as warn, degraded or abstain leaves it to a review.",
        .remedy = "Add the receipt of the run that the status speaks of, or set the status back to "
                  "what the receipts show",
        .requirements = {"K-29", "K-30", "X-03"},
    },
    check};

}  // namespace mig::rules::receipt_rules
