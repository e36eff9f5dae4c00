#include "mig/rules/families.hpp"
#include "mig/rules/history/earlier.hpp"

namespace mig::rules::history_rules {
namespace {

void check(const bundle::RepositoryFacts&, const bundle::RepositoryComparison& comparison,
           Reporter& reporter) {
  for (const auto& change : comparison.approvals) {
    // One that has served its turn may go.
    if (change.is_gone) continue;
    offer_approval(tell_edited(change, *comparison.base, reporter), comparison);
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
