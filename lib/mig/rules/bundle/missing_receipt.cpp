#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/bundle/receipts.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::bundle_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  if (bundle.phase != bundle::Phase::executed || has_any_receipt(bundle)) return;
  const auto path = bundle.path_of("receipts/run_receipt.json");
  if (!bundle.is_registered || !contract::is_executed_status(bundle.status)) {
    auto& finding =
        reporter.at_path(path, "the bundle counts as executed, but holds no receipt of a run");
    for (const auto& run : bundle.runs) {
      if (run.post_baseline.empty()) continue;
      relate(finding,
             Quote{Location{bundle.path_of(run.post_baseline), std::nullopt}, std::nullopt},
             "a run left this post baseline");
    }
    return;
  }
  auto& finding = reporter.at_path(
      path,
      fmt::format("the registry says {}, but the bundle holds no receipt of a run", bundle.status));
  const auto* entry = bundle.registry_entry();
  const auto& registry = *bundle.repository->registry_documents[entry->document].source;
  relate(finding, quote(registry, entry->status->span), "the status is given here");
}

}  // namespace

const Rule missing_receipt{
    {
        .id = "bundle-missing-receipt",
        .severity = Severity::fail,
        .summary = "A migration counts as executed, and no run receipt is there",
        .rationale = "A receipt is the only proof of what ran, where and by whom; an execution "
                     "without one cannot be audited.",
        .remedy = "Add receipts/run_receipt.json, or receipts/receipt_ref.json when receipts are "
                  "kept elsewhere",
        .requirements = {"X-01", "K-93"},
    },
    check};

}  // namespace mig::rules::bundle_rules
