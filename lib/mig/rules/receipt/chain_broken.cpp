#include <fmt/format.h>

#include <algorithm>

#include "mig/rules/families.hpp"
#include "mig/rules/receipt/receipts_of_runs.hpp"

namespace mig::rules::receipt_rules {
namespace {

using Receipts = std::vector<const bundle::ReceiptFacts*>;

/// The receipts whose number is the one before; several only where the chain forks.
Receipts predecessors_of(const bundle::ReceiptFacts& facts, const bundle::RecordFacts& records) {
  Receipts found;
  for (const auto& other : records.receipts) {
    if (!other.is_valid() || other.digest().empty() || !other.receipt.sequence) continue;
    if (other.receipt.sequence->value == facts.receipt.sequence->value - 1) found.push_back(&other);
  }
  return found;
}

/// ", which is the receipt of the run in runs/stage-2"; empty when no receipt has that digest.
std::string owner_of(const std::string& digest, const bundle::RecordFacts& records) {
  for (const auto& other : records.receipts) {
    if (other.digest() == digest) {
      return fmt::format(", which is that of {}", name_of(other));
    }
  }
  return {};
}

void check_link(const bundle::ReceiptFacts& facts, const bundle::RecordFacts& records,
                Reporter& reporter) {
  const auto& previous = *facts.receipt.previous_receipt;
  const auto predecessors = predecessors_of(facts, records);
  if (predecessors.empty()) return;
  if (std::any_of(predecessors.begin(), predecessors.end(),
                  [&](const auto* other) { return other->digest() == previous.value; })) {
    return;
  }
  const auto& before = *predecessors.front();
  auto& finding =
      reporter.at(place_of(facts, facts.receipt.previous_receipt),
                  fmt::format("{} follows {}{}, but the receipt before it, of {}, is {}",
                              name_of(facts), previous.value, owner_of(previous.value, records),
                              name_of(before), before.digest()));
  relate(finding, Quote{before.document->source->whole_file(), std::nullopt, {}},
         "the receipt before it");
}

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  for (const auto& facts : records.receipts) {
    if (!facts.is_valid() || !facts.receipt.sequence || !facts.receipt.previous_receipt) continue;
    // A fork is told as such.
    if (rival_of(facts, records) == nullptr) check_link(facts, records, reporter);
  }
}

}  // namespace

const Rule chain_broken{
    {
        .id = "receipt-chain-broken",
        .severity = Severity::fail,
        .summary = "A receipt names another digest than that of the receipt before it",
        .rationale = "The digest was taken when the run was recorded. One that no longer fits "
                     "means that the earlier receipt was changed or exchanged since.",
        .remedy = "Restore the earlier receipt, byte for byte as it was written (git log shows "
                  "who changed it); corrections are new receipts",
        .requirements = {"K-93"},
    },
    check};

}  // namespace mig::rules::receipt_rules
