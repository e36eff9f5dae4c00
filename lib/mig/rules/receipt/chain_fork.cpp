#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/receipt/receipts_of_runs.hpp"

namespace mig::rules::receipt_rules {
namespace {

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  for (const auto& facts : records.receipts) {
    if (!facts.is_valid()) continue;
    const auto* rival = rival_of(facts, records);
    if (rival == nullptr) continue;
    const auto& sequence = facts.receipt.sequence;
    const auto& rival_sequence = rival->receipt.sequence;
    const bool share_number =
        sequence && rival_sequence && sequence->value == rival_sequence->value;
    if (share_number) {
      auto& finding = reporter.at(place_of(facts, sequence),
                                  fmt::format("the sequence of {} is {}, and so is that of {}",
                                              name_of(facts), sequence->value, name_of(*rival)));
      relate(finding, place_of(*rival, rival_sequence), "the same number");
    } else {
      const auto& previous = facts.receipt.previous_receipt;
      auto& finding = reporter.at(place_of(facts, previous),
                                  fmt::format("{} follows {}, and so does {}", name_of(facts),
                                              previous->value, name_of(*rival)));
      relate(finding, place_of(*rival, rival->receipt.previous_receipt), "the same receipt");
    }
  }
}

}  // namespace

const Rule chain_fork{
    {
        .id = "receipt-chain-fork",
        .severity = Severity::fail,
        .summary = "Two receipts claim the same place in the history of a migration",
        .rationale = "Every run comes after exactly one other. Two that follow the same one were "
                     "made without knowing of each other, or one of them was put in later.",
        .remedy = "Restore the receipts as they were written, and remove the one that was put in. "
                  "Have runs of a bundle take place one after the other, each recorded before the "
                  "next one begins; a receipt is never renumbered",
        .requirements = {"K-93"},
    },
    check};

}  // namespace mig::rules::receipt_rules
