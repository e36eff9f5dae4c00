#include <fmt/format.h>

#include <algorithm>

#include "mig/rules/families.hpp"
#include "mig/rules/receipt/receipts_of_runs.hpp"

namespace mig::rules::receipt_rules {
namespace {

/// An earlier rollback that passed and undid the same run; null: there is none.
const bundle::ReceiptFacts* earlier_rollback(const bundle::ReceiptFacts& facts,
                                             const bundle::RecordFacts& records) {
  const auto found =
      std::find_if(records.receipts.begin(), records.receipts.end(), [&facts](const auto& other) {
        return &other != &facts && is_passing_rollback(other) && other.receipt.rolls_back &&
               other.receipt.rolls_back->value == facts.receipt.rolls_back->value &&
               came_before(other, facts);
      });
  return found == records.receipts.end() ? nullptr : &*found;
}

/// Tells what keeps a rollback from undoing the run that it names.
void check_target(const bundle::ReceiptFacts& facts, const bundle::ReceiptFacts& target,
                  const bundle::RecordFacts& records, Reporter& reporter) {
  const auto place = place_of(facts, facts.receipt.rolls_back);
  const auto name = name_of(facts);
  if (target.receipt.is_rollback()) {
    auto& finding =
        reporter.at(place, &target == &facts
                               ? fmt::format("{} says that it undid itself", name)
                               : fmt::format("{} says that it undid {}, which is a rollback itself",
                                             name, name_of(target)));
    finding.remedy =
        "name the forward run that was undone; what a rollback undid is brought back "
        "by a forward run";
    relate(finding, place_of(target, target.receipt.operation), "a rollback");
    return;
  }
  const auto& where = facts.receipt.environment_name;
  const auto& target_where = target.receipt.environment_name;
  if (where && target_where && where->value != target_where->value) {
    auto& finding = reporter.at(
        place, fmt::format("{} took place in \"{}\", but the run that it undid, {}, in \"{}\"",
                           name, where->value, name_of(target), target_where->value));
    relate(finding, place_of(target, target_where), "where that run took place");
    return;
  }
  if (came_before(facts, target)) {
    auto& finding = reporter.at(
        place, fmt::format("{} says that it undid {}, which came after it", name, name_of(target)));
    relate(finding, place_of(target, target.receipt.run_id), "the later run");
    return;
  }
  if (const auto* other = earlier_rollback(facts, records)) {
    auto& finding =
        reporter.at(place, fmt::format("{} says that it undid {}, which {} had undone before", name,
                                       name_of(target), name_of(*other)));
    relate(finding, place_of(*other, other->receipt.rolls_back), "it was undone here");
  }
}

void check_run(const bundle::ReceiptFacts& facts, const bundle::RecordFacts& records,
               Reporter& reporter) {
  const auto& receipt = facts.receipt;
  if (!receipt.rolls_back) {
    if (!receipt.is_rollback()) return;
    auto& finding =
        reporter.at(place_of(facts, receipt.operation),
                    fmt::format("{} is a rollback, but does not say of which run", name_of(facts)));
    finding.remedy = "have the runner write the run_id of the run that it undoes as rolls_back";
    return;
  }
  if (!receipt.is_rollback()) {
    auto& finding = reporter.at(
        place_of(facts, receipt.rolls_back),
        fmt::format("{} went forward, but says that it undid another run", name_of(facts)));
    finding.remedy = "have the runner write \"operation\": \"rollback\" beside rolls_back";
    return;
  }
  if (const auto* target = records.run(receipt.rolls_back->value)) {
    check_target(facts, *target, records, reporter);
    return;
  }
  // A receipt that could not be read may be the one of that run.
  if (!are_all_readable(records)) return;
  reporter.at(place_of(facts, receipt.rolls_back),
              fmt::format("{} says that it undid {}, but no receipt of this bundle is of that run",
                          name_of(facts), receipt.rolls_back->value));
}

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  for (const auto& facts : records.receipts) {
    if (facts.is_valid()) check_run(facts, records, reporter);
  }
}

}  // namespace

const Rule dangling_rollback{
    {
        .id = "receipt-dangling-rollback",
        .severity = Severity::fail,
        .summary = "A rollback does not undo a run of this bundle that could be undone",
        .rationale = "A rollback proves something only of the run that it undid: an earlier "
                     "forward run of the same migration in the same environment, still in effect.",
        .remedy = "Restore the receipt of the run that was undone, or have the runner record the "
                  "rollback with the run_id of that run as rolls_back",
        .requirements = {"K-30", "K-92"},
    },
    check};

}  // namespace mig::rules::receipt_rules
