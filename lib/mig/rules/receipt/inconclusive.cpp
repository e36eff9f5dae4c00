#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/receipt/receipts_of_runs.hpp"

namespace mig::rules::receipt_rules {
namespace {

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  for (const auto& facts : records.receipts) {
    const auto& status = facts.receipt.status;
    if (!facts.is_valid() || !status) continue;
    // A failed run needs a rollback, which is told by itself.
    if (facts.receipt.has_passed() || status->value == "fail") continue;
    auto& finding = reporter.at(
        place_of(facts, status),
        fmt::format("{} ended as {}, which neither passed nor failed: only pass satisfies a gate",
                    name_of(facts), status->value));
    if (facts.receipt.run_id) finding.object = "run " + facts.receipt.run_id->value;
    for (const auto& one : facts.receipt.checks) {
      if (one.status.value == "pass") continue;
      relate(finding, place_of(facts, std::optional(one.status)),
             fmt::format("the check \"{}\" is {}", one.name.value, one.status.value));
    }
  }
}

}  // namespace

const Rule inconclusive{
    {
        .id = "receipt-inconclusive",
        .severity = Severity::review,
        .summary = "A run ended neither as passed nor as failed",
        .rationale = "The run changed the store, and its own checks do not say that the change is "
                     "right. As warn, degraded or abstain it proves no status and asks for no "
                     "rollback, so that a person has to look at what it left.",
        .remedy = "Find out what the run left; then roll it back or run it again until it passes, "
                  "or approve this finding",
        .requirements = {"X-03"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::receipt_rules
