#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "mig/rules/families.hpp"
#include "mig/rules/receipt/receipts_of_runs.hpp"

namespace mig::rules::receipt_rules {
namespace {

/// How far a tier is from the developer, beginning with 1; a status that claims no run has 0.
int rank_of(contract::Tier tier) {
  switch (tier) {
    case contract::Tier::dev:
      return 1;
    case contract::Tier::stage:
      return 2;
    case contract::Tier::prod:
      return 3;
  }
  return 0;
}

/// Nothing for a status that says nothing of how far the runs may have gone: what comes after a
/// rollback is told as a status that is not proved.
std::optional<int> claimed_rank(const bundle::BundleFacts& bundle, std::string_view status) {
  if (status == "draft" || status == "approved" || status == "merged") return 0;
  const auto environment = contract::executed_environment(status);
  for (const auto tier : {contract::Tier::dev, contract::Tier::stage, contract::Tier::prod}) {
    if (contract::name_of(tier) == environment) return rank_of(tier);
  }
  const auto tier = bundle.repository->policy.tier_of(environment);
  return tier ? std::optional(rank_of(*tier)) : std::nullopt;
}

bool stands(const bundle::ReceiptFacts& run, const bundle::RecordFacts& records) {
  return is_passing_forward(run) &&
         std::none_of(records.receipts.begin(), records.receipts.end(),
                      [&run](const auto& other) { return undoes(other, run); });
}

void check(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
           Reporter& reporter) {
  // The rollback may be told by a receipt that could not be read.
  if (!are_all_readable(records)) return;
  const auto* entry = bundle.registry_entry();
  if (entry == nullptr || !entry->status) return;
  const auto claimed = claimed_rank(bundle, entry->status->value);
  if (!claimed) return;
  std::vector<const bundle::ReceiptFacts*> ahead;
  std::optional<contract::Tier> farthest;
  for (const auto& facts : records.receipts) {
    const auto tier = tier_of(bundle, facts);
    if (!facts.is_valid() || !tier || rank_of(*tier) <= *claimed || !stands(facts, records))
      continue;
    const bool is_farther = !farthest || rank_of(*tier) > rank_of(*farthest);
    ahead.insert(is_farther ? ahead.begin() : ahead.end(), &facts);
    if (is_farther) farthest = tier;
  }
  if (ahead.empty()) return;
  const auto& registry = *bundle.repository->registry_documents[entry->document].source;
  auto& finding = reporter.at(
      registry, entry->status->span,
      fmt::format("the status is {}, but {} passed in {}", entry->status->value,
                  name_of(*ahead.front()), ahead.front()->receipt.environment_name->value));
  finding.remedy =
      fmt::format("write \"status\": \"executed_{}\"; a history needs the lines that lead there",
                  contract::name_of(*farthest));
  for (const auto* facts : ahead) {
    relate(finding, place_of(*facts, facts->receipt.environment_name), "this run passed");
  }
}

}  // namespace

const Rule ahead_of_status{
    {
        .id = "receipt-ahead-of-status",
        .severity = Severity::review,
        .summary = "A migration ran farther than the registry says",
        .rationale = "The registry tells everybody where a migration stands. A run that passed and "
                     "was not rolled back in a tier that the status does not claim was not meant "
                     "to be, or is kept quiet; what depends on the status is not asked then.",
        .remedy = "Write the status to which the runs lead into the registry, or have the run "
                  "rolled back",
        .requirements = {"K-29", "K-30"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::receipt_rules
