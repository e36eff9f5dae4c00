#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/history/earlier.hpp"

namespace mig::rules::history_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::BundleComparison& comparison,
           Reporter& reporter) {
  const auto& base = *comparison.repository->base;
  for (const auto& record : comparison.records) {
    auto& finding = reporter.at_path(
        bundle.path_of(record.path),
        fmt::format("{} {} {}", record.path,
                    record.is_gone ? "is gone; it was there at" : "is not what it was at",
                    base.name()));
    finding.object = fmt::format("receipt {} {}", record.path, outcome_of(record.digest));
    finding.remedy = fmt::format(
        "put it back: {}; what was wrong in it is corrected by the receipt of a new run",
        checkout_of(base, fmt::format("{}/{}", comparison.before_path, record.path)));
    tell_object(finding);
  }
}

}  // namespace

const Rule changed_receipt{
    {
        .id = "history-changed-receipt",
        .severity = Severity::fail,
        .summary = "A receipt, or a file of its run, was changed or removed",
        .rationale = "A receipt tells what happened once. Written anew, or taken away, it is no "
                     "evidence any more, and a run that failed, or did too much, never took place.",
        .remedy = "Put the file back as it was on the base; corrections are new receipts",
        .requirements = {"K-107"},
        .approvable = true,
        .bar = ApprovalBar::signed_only,
    },
    check};

}  // namespace mig::rules::history_rules
