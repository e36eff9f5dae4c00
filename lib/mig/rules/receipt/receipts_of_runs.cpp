#include "mig/rules/receipt/receipts_of_runs.hpp"

#include <algorithm>

#include "mig/pattern/pattern.hpp"
#include "mig/rules/receipt/run_folder_name.hpp"

namespace mig::rules::receipt_rules {
namespace {

std::optional<std::int64_t> start_of(const bundle::ReceiptFacts& facts) {
  const auto& started = facts.receipt.started_at;
  return started ? pattern::parse_timestamp(started->value) : std::nullopt;
}

template <class Part>
bool are_same(const std::optional<Part>& part, const std::optional<Part>& other) {
  return part && other && part->value == other->value;
}

}  // namespace

std::string name_of(const bundle::ReceiptFacts& facts) {
  return facts.run->folder.empty() ? "the first run" : "the run in " + facts.run->folder;
}

bool are_all_readable(const bundle::RecordFacts& records) {
  return std::all_of(records.receipts.begin(), records.receipts.end(),
                     [](const auto& facts) { return facts.is_valid(); });
}

bool came_before(const bundle::ReceiptFacts& run, const bundle::ReceiptFacts& other) {
  const auto& place = run.receipt.sequence;
  const auto& other_place = other.receipt.sequence;
  if (place && other_place && place->value != other_place->value) {
    return place->value < other_place->value;
  }
  const auto start = start_of(run);
  const auto other_start = start_of(other);
  if (start && other_start && *start != *other_start) return *start < *other_start;
  return run.run->folder < other.run->folder;
}

std::optional<contract::Tier> tier_of(const bundle::BundleFacts& bundle,
                                      const bundle::ReceiptFacts& facts) {
  const auto& environment = facts.receipt.environment_name;
  return environment ? bundle.repository->policy.tier_of(environment->value) : std::nullopt;
}

bool is_passing_forward(const bundle::ReceiptFacts& facts) {
  return facts.receipt.has_passed() && !facts.receipt.is_rollback();
}

bool is_passing_rollback(const bundle::ReceiptFacts& facts) {
  return facts.receipt.has_passed() && facts.receipt.is_rollback();
}

bool undoes(const bundle::ReceiptFacts& rollback, const bundle::ReceiptFacts& run) {
  return is_passing_rollback(rollback) &&
         are_same(rollback.receipt.rolls_back, run.receipt.run_id) && came_before(run, rollback);
}

std::optional<std::int64_t> number_of(const bundle::ReceiptFacts& facts) {
  if (facts.receipt.sequence) return facts.receipt.sequence->value;
  const auto folder = parse_run_folder(facts.run->folder);
  return folder ? std::optional(folder->sequence) : std::nullopt;
}

const bundle::ReceiptFacts* rival_of(const bundle::ReceiptFacts& facts,
                                     const bundle::RecordFacts& records) {
  const auto found =
      std::find_if(records.receipts.begin(), records.receipts.end(), [&facts](const auto& other) {
        if (&other == &facts || !came_before(other, facts)) return false;
        return are_same(facts.receipt.sequence, other.receipt.sequence) ||
               are_same(facts.receipt.previous_receipt, other.receipt.previous_receipt);
      });
  return found == records.receipts.end() ? nullptr : &*found;
}

}  // namespace mig::rules::receipt_rules
