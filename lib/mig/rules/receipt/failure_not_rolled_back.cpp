#include <fmt/format.h>

#include <algorithm>

#include "mig/rules/families.hpp"
#include "mig/rules/receipt/receipts_of_runs.hpp"

namespace mig::rules::receipt_rules {
namespace {

bool has_failed(const contract::RunReceipt& receipt) {
  return receipt.status && receipt.status->value == "fail";
}

bool undoes(const bundle::ReceiptFacts& rollback, const std::string& run_id) {
  return rollback.receipt.is_rollback() && rollback.receipt.rolls_back &&
         rollback.receipt.rolls_back->value == run_id;
}

void check_rollback(const bundle::BundleFacts& bundle, const bundle::ReceiptFacts& facts,
                    const bundle::RecordFacts& records, Reporter& reporter) {
  const auto& receipt = facts.receipt;
  const auto* declaration = bundle.declaration_document();
  const auto& required = bundle.declaration.requires_rollback;
  if (declaration == nullptr || !required || !required->value) return;
  // The rollback may be told by a receipt that could not be read.
  if (receipt.is_rollback() || !receipt.run_id || !are_all_readable(records)) return;
  const auto& run_id = receipt.run_id->value;
  const bool is_undone = std::any_of(
      records.receipts.begin(), records.receipts.end(),
      [&](const auto& other) { return other.receipt.has_passed() && undoes(other, run_id); });
  if (is_undone) return;
  auto& finding =
      reporter.at(place_of(facts, receipt.status),
                  fmt::format("{} failed, and no rollback that passed undid it", name_of(facts)));
  finding.remedy = fmt::format(
      "roll it back through the runner; the receipt of that run has \"operation\": \"rollback\", "
      "\"rolls_back\": \"{}\" and validation.status pass",
      run_id);
  relate(finding, quote(*declaration->source, required->span), "a rollback is required here");
  for (const auto& other : records.receipts) {
    if (!undoes(other, run_id)) continue;
    relate(finding, place_of(other, other.receipt.status), "this rollback did not pass");
  }
}

void check_evidence(const bundle::ReceiptFacts& facts, Reporter& reporter) {
  const auto& checks = facts.receipt.checks;
  const auto has = [&checks](std::string_view status) {
    return std::any_of(checks.begin(), checks.end(),
                       [status](const auto& one) { return one.status.value == status; });
  };
  const bool all_pass = std::all_of(checks.begin(), checks.end(),
                                    [](const auto& one) { return one.status.value == "pass"; });
  // That every check passed is told as a contradiction.
  if (has("fail") || all_pass) return;
  auto& finding = reporter.at(
      place_of(facts, facts.receipt.status),
      fmt::format("{} failed, but none of its checks did: the receipt does not tell what was wrong",
                  name_of(facts)));
  finding.remedy = "have the runner record the check that failed, with what it found as `message`";
}

void check(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
           Reporter& reporter) {
  for (const auto& facts : records.receipts) {
    if (!facts.is_valid() || !has_failed(facts.receipt)) continue;
    check_rollback(bundle, facts, records, reporter);
    check_evidence(facts, reporter);
  }
}

}  // namespace

const Rule failure_not_rolled_back{
    {
        .id = "receipt-failure-not-rolled-back",
        .severity = Severity::fail,
        .summary = "A run failed and was left as it was, or nobody can tell why it failed",
        .rationale = "A run that left its scope or failed a check leaves a store that nobody "
                     "approved. Where a rollback is required it has to follow, and the receipt of "
                     "the failure is kept with its evidence.",
        .remedy = "Roll the run back through the runner, and keep the receipts of both runs",
        .requirements = {"K-92"},
    },
    check};

}  // namespace mig::rules::receipt_rules
