#include <fmt/format.h>

#include <algorithm>

#include "mig/rules/families.hpp"
#include "mig/rules/receipt/receipts_of_runs.hpp"

namespace mig::rules::receipt_rules {
namespace {

struct NumberedRun {
  std::int64_t number = 0;
  const bundle::ReceiptFacts* facts = nullptr;
};

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  std::vector<NumberedRun> chain;
  for (const auto& facts : records.receipts) {
    const auto number = number_of(facts);
    // One that tells no number may be the one that is missed.
    if (!number) return;
    chain.push_back({*number, &facts});
  }
  std::stable_sort(chain.begin(), chain.end(),
                   [](const auto& one, const auto& other) { return one.number < other.number; });
  const bundle::ReceiptFacts* last = nullptr;
  std::int64_t before = 0;
  for (const auto& [number, facts] : chain) {
    // One that could not be read is told by itself.
    if (number > before + 1 && facts->document != nullptr) {
      const auto missing = number == before + 2
                               ? fmt::format("no run has {}", before + 1)
                               : fmt::format("no run has {} to {}", before + 1, number - 1);
      auto& finding = reporter.at(
          place_of(*facts, facts->receipt.sequence),
          fmt::format("the {} of {} is {}, but {}", facts->receipt.sequence ? "sequence" : "number",
                      name_of(*facts), number, missing));
      if (last != nullptr && last->document != nullptr) {
        relate(finding, place_of(*last, last->receipt.sequence), "the run before it");
      }
    }
    last = facts;
    before = number;
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
