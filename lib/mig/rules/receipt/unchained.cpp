#include <fmt/format.h>

#include <algorithm>

#include "mig/rules/families.hpp"
#include "mig/rules/receipt/receipts_of_runs.hpp"

namespace mig::rules::receipt_rules {
namespace {

/// The valid receipt right before one; null when it is the first.
const bundle::ReceiptFacts* before(const bundle::ReceiptFacts& facts,
                                   const bundle::RecordFacts& records) {
  const bundle::ReceiptFacts* latest = nullptr;
  for (const auto& other : records.receipts) {
    if (&other == &facts || !other.is_valid() || !came_before(other, facts)) continue;
    if (latest == nullptr || came_before(*latest, other)) latest = &other;
  }
  return latest;
}

/// The two lines that the receipt should have had.
std::string due_lines(const bundle::ReceiptFacts& facts, const bundle::RecordFacts& records) {
  const auto place = std::count_if(
      records.receipts.begin(), records.receipts.end(),
      [&facts](const auto& other) { return &other != &facts && came_before(other, facts); });
  auto lines = fmt::format("\"sequence\": {}", number_of(facts).value_or(place + 1));
  if (const auto* previous = before(facts, records)) {
    lines += fmt::format(" and \"previous_receipt\": \"{}\"", previous->digest());
  }
  return lines;
}

void check_links(const bundle::ReceiptFacts& facts, const bundle::RecordFacts& records,
                 Reporter& reporter) {
  const auto& receipt = facts.receipt;
  const auto number = number_of(facts);
  const bool is_first = number ? *number == 1 : before(facts, records) == nullptr;
  if (is_first && receipt.previous_receipt) {
    auto& finding = reporter.at(place_of(facts, receipt.previous_receipt),
                                fmt::format("{} has a previous_receipt, but no run of this bundle "
                                            "came before it",
                                            name_of(facts)));
    finding.remedy =
        "restore the receipt that it names; the first receipt of a bundle has no previous_receipt";
  }
  const bool is_alone = records.receipts.size() < 2;
  // The single-run form has no place in a sequence, unless it claims one.
  if (is_alone && !number && facts.run->folder.empty()) return;
  const bool lacks_previous = !is_first && !receipt.previous_receipt;
  if (receipt.sequence && !lacks_previous) return;
  const std::string_view missing = receipt.sequence ? "previous_receipt"
                                   : lacks_previous ? "sequence and no previous_receipt"
                                                    : "sequence";
  auto& finding = reporter.at(
      place_of(facts, receipt.run_id),
      is_alone ? fmt::format("the receipt of {} has no {}", name_of(facts), missing)
               : fmt::format("the bundle holds the receipts of {} runs, and that of {} has no {}",
                             records.receipts.size(), name_of(facts), missing));
  if (are_all_readable(records)) {
    finding.remedy =
        fmt::format("{}; here it would have been {}", finding.remedy, due_lines(facts, records));
  }
}

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  for (const auto& facts : records.receipts) {
    if (facts.is_valid()) check_links(facts, records, reporter);
  }
}

}  // namespace

const Rule unchained{
    {
        .id = "receipt-unchained",
        .severity = Severity::fail,
        .summary = "A receipt does not tell its place among the runs of its bundle",
        .rationale = "Each receipt carries its number and the digest of the receipt before it, so "
                     "that none can be taken out, put in or exchanged without breaking the others.",
        .remedy = "Have the runner write sequence and previous_receipt into every receipt but the "
                  "first, which has a sequence alone; only a single run outside of runs/ may do "
                  "without",
        .requirements = {"K-93"},
    },
    check};

}  // namespace mig::rules::receipt_rules
