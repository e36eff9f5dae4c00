#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/history/earlier.hpp"

namespace mig::rules::history_rules {
namespace {

void check(const bundle::RepositoryFacts&, const bundle::RepositoryComparison& comparison,
           Reporter& reporter) {
  const auto& base = *comparison.base;
  for (const auto& change : comparison.approvals) {
    // One that has served its turn may go.
    if (change.is_gone) continue;
    auto& finding = reporter.at_path(
        change.path, fmt::format("the approval reads otherwise than at {}", base.name()));
    finding.object = fmt::format("approval {} {}", change.path, outcome_of(change.digest));
    finding.remedy = fmt::format("put it back: {}; a new approval is a file of its own",
                                 checkout_of(base, change.before_path));
    offer_approval(finding, comparison);
  }
}

}  // namespace

const Rule edited_gate_approval{
    {
        .id = "history-edited-gate-approval",
        .severity = Severity::review,
        .summary = "An approval of a change of the gate was edited",
        .rationale = "An approval below .mig/approvals lets the gate itself be changed. Edited, it "
                     "opens in the name of a person what that person never saw.",
        .remedy =
            "Put the approval back as it was on the base, and give a new one in a file of its own",
        .requirements = {"X-06"},
        .approvable = true,
        .bar = ApprovalBar::signed_or_merged,
    },
    check};

}  // namespace mig::rules::history_rules
