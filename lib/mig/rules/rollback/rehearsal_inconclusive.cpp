#include "mig/rules/families.hpp"
#include "mig/rules/rollback/evidence.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  report_doubts(change, bundle::Doubt::unsuccessful, true, reporter);
}

}  // namespace

const Rule rehearsal_inconclusive{
    {
        .id = "rollback-rehearsal-inconclusive",
        .severity = Severity::review,
        .summary = "The rehearsal did not show that the rollback restores everything",
        .rationale = "A step that was left out, other names or comments, or what a compensation "
                     "leaves behind may be acceptable; a person has to look at it.",
        .remedy = "Look at rehearsal/diffs; mend the rollback and rehearse again, or have what "
                  "remains approved",
        .requirements = {"K-91"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::rollback_rules
