#include <fmt/format.h>

#include <algorithm>

#include "mig/rules/families.hpp"
#include "mig/rules/receipt/receipts_of_runs.hpp"

namespace mig::rules::receipt_rules {
namespace {

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  std::vector<const bundle::ReceiptFacts*> chain;
  for (const auto& facts : records.receipts) {
    // One without a number, or that could not be read, may be the one that is missed.
    if (!facts.receipt.sequence) return;
    chain.push_back(&facts);
  }
  std::sort(chain.begin(), chain.end(),
            [](const auto* one, const auto* other) { return came_before(*one, *other); });
  const bundle::ReceiptFacts* last = nullptr;
  for (const auto* facts : chain) {
    const auto number = facts->receipt.sequence->value;
    const auto before = last == nullptr ? 0 : last->receipt.sequence->value;
    if (number > before + 1) {
      const auto missing = number == before + 2
                               ? fmt::format("no run has {}", before + 1)
                               : fmt::format("no run has {} to {}", before + 1, number - 1);
      auto& finding = reporter.at(
          place_of(*facts, facts->receipt.sequence),
          fmt::format("the sequence of {} is {}, but {}", name_of(*facts), number, missing));
      if (last != nullptr) {
        relate(finding, place_of(*last, last->receipt.sequence), "the run before it");
      }
    }
    last = facts;
  }
}

}  // namespace

const Rule chain_gap{
    {
        .id = "receipt-chain-gap",
        .severity = Severity::fail,
        .summary = "The numbers of the runs of a bundle do not go from 1 upwards without a gap",
        .rationale = "A number that is missing is a run whose receipt is missing: it was removed, "
                     "or never written.",
        .remedy = "Restore the receipt of the run that is missing. Receipts of every environment "
                  "count in one sequence from 1",
        .requirements = {"K-93"},
    },
    check};

}  // namespace mig::rules::receipt_rules
