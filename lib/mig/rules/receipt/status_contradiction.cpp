#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "mig/rules/families.hpp"
#include "mig/rules/receipt/receipts_of_runs.hpp"

namespace mig::rules::receipt_rules {
namespace {

bool is_pass(const contract::ReceiptCheck& check) {
  return check.status.value == "pass";
}

void check_repeats(const bundle::ReceiptFacts& facts, Reporter& reporter) {
  const auto& checks = facts.receipt.checks;
  for (auto it = checks.begin(); it != checks.end(); ++it) {
    const auto first = std::find_if(
        checks.begin(), it, [it](const auto& other) { return other.name.value == it->name.value; });
    if (first == it) continue;
    auto& finding =
        reporter.at(place_of(facts, std::optional(it->name)),
                    fmt::format("the check \"{}\" is there twice, once as {} and once as {}",
                                it->name.value, first->status.value, it->status.value));
    finding.remedy = "name every check once, with its worst outcome";
    relate(finding, place_of(facts, std::optional(first->name)), "it is named here first");
  }
}

void check_status(const bundle::ReceiptFacts& facts, Reporter& reporter) {
  const auto& receipt = facts.receipt;
  if (!receipt.status || receipt.checks.empty()) return;
  const bool all_pass = std::all_of(receipt.checks.begin(), receipt.checks.end(), is_pass);
  if (receipt.has_passed() == all_pass) return;
  if (all_pass) {
    reporter.at(place_of(facts, receipt.status),
                fmt::format("validation.status is {}, but every check is pass: nothing tells what "
                            "was wrong",
                            receipt.status->value));
    return;
  }
  const auto first = std::find_if_not(receipt.checks.begin(), receipt.checks.end(), is_pass);
  auto& finding = reporter.at(place_of(facts, receipt.status),
                              fmt::format("validation.status is pass, but the check \"{}\" is {}",
                                          first->name.value, first->status.value));
  for (const auto& one : receipt.checks) {
    if (is_pass(one)) continue;
    relate(finding, place_of(facts, std::optional(one.status)),
           fmt::format("this check is {}", one.status.value));
  }
}

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  for (const auto& facts : records.receipts) {
    if (!facts.is_valid()) continue;
    check_repeats(facts, reporter);
    check_status(facts, reporter);
  }
}

}  // namespace

const Rule status_contradiction{
    {
        .id = "receipt-status-contradiction",
        .severity = Severity::fail,
        .summary = "The outcome of a run contradicts the checks that it rests on",
        .rationale = "A run passed when every one of its checks passed, and not otherwise. Whoever "
                     "reads the outcome alone has to learn the same as whoever reads the checks.",
        .remedy = "Have the runner derive validation.status from the checks: pass when all of them "
                  "are pass, else the worst of them. A receipt is not edited afterwards: run again "
                  "and record a new one",
        .requirements = {"K-103", "X-03"},
    },
    check};

}  // namespace mig::rules::receipt_rules
