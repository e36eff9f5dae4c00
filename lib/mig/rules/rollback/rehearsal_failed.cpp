#include "mig/rules/families.hpp"
#include "mig/rules/rollback/evidence.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  report_doubts(change, bundle::Doubt::unsuccessful, false, reporter);
}

}  // namespace

const Rule rehearsal_failed{
    {
        .id = "rollback-rehearsal-failed",
        .severity = Severity::fail,
        .summary = "The rehearsal showed that the rollback does not work",
        .rationale = "What fails or leaves something behind on an empty server does so in "
                     "production, when there is no time to mend it.",
        .remedy = "Mend the scripts until mig-run rehearse ends in identical; its diffs show what "
                  "is left over or lost",
        .requirements = {"K-91"},
    },
    check};

}  // namespace mig::rules::rollback_rules
