#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/bundle/receipts.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::bundle_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  // In phase executed a bundle without any receipt is told as such.
  if (bundle.phase == bundle::Phase::executed && !has_any_receipt(bundle)) return;
  for (const auto& run : bundle.runs) {
    if (run.post_baseline.empty() || run.has_receipt()) continue;
    const auto receipts = run.folder.empty() ? "receipts" : run.folder + "/receipts";
    auto& finding = reporter.at_path(
        bundle.path_of(run.post_baseline),
        fmt::format("a post baseline is here, but {}/ holds neither run_receipt.json nor "
                    "receipt_ref.json",
                    receipts));
    finding.remedy = fmt::format("add {}/run_receipt.json, or remove the post baseline",
                                 bundle.path_of(receipts));
  }
}

}  // namespace

const Rule post_without_receipt{
    {
        .id = "bundle-post-without-receipt",
        .severity = Severity::fail,
        .summary = "A run left a post baseline and no receipt",
        .rationale = "A post baseline says that something ran; without the receipt beside it "
                     "nobody can tell what, where and by whom.",
        .remedy = "Add the receipt of the run beside its baselines, or remove the post baseline",
        .requirements = {"X-01", "K-93"},
    },
    check};

}  // namespace mig::rules::bundle_rules
