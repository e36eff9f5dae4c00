#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/receipt/receipts_of_runs.hpp"

namespace mig::rules::receipt_rules {
namespace {

constexpr std::size_t kLargeBaseline = std::size_t{1} << 20U;

void check_baseline(const bundle::BundleFacts& bundle, const bundle::ReceiptFacts& facts,
                    const std::string& relative, Reporter& reporter) {
  const auto* baseline = bundle.document_at(relative);
  if (baseline == nullptr || baseline->source->bytes().size() <= kLargeBaseline) return;
  auto& finding =
      reporter.at(Quote{baseline->source->whole_file(), std::nullopt, {}},
                  fmt::format("this baseline of {}, in tier prod, has {} bytes, more than 1 MiB",
                              name_of(facts), baseline->source->bytes().size()));
  finding.remedy =
      "keep baselines of production small: capture the schemas that the migration may "
      "touch";
}

void check(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
           Reporter& reporter) {
  for (const auto& facts : records.receipts) {
    if (!facts.is_valid() || tier_of(bundle, facts) != contract::Tier::prod) continue;
    if (!facts.is_stored && facts.reference == nullptr) {
      reporter.at(
          Quote{facts.document->source->whole_file(), std::nullopt, {}},
          fmt::format("the receipt of {}, in tier prod, is kept here alone", name_of(facts)));
    }
    check_baseline(bundle, facts, facts.run->pre_baseline, reporter);
    check_baseline(bundle, facts, facts.run->post_baseline, reporter);
  }
}

}  // namespace

const Rule inline_production{
    {
        .id = "receipt-inline-production",
        .severity = Severity::info,
        .summary = "Evidence of a run in production is kept in the repository itself",
        .rationale = "A repository can be rewritten, and grows with every large file. A store that "
                     "never changes what it holds keeps production receipts better; the bundle "
                     "then holds a pointer to them.",
        .remedy = "Put the receipt into the store and write receipts/receipt_ref.json with its "
                  "digest; the copy here may stay",
        .requirements = {"K-109"},
    },
    check};

}  // namespace mig::rules::receipt_rules
