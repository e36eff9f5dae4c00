#include "mig/rules/families.hpp"
#include "mig/rules/rollback/evidence.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  report_doubts(change, bundle::Doubt::contradictory, false, reporter);
}

}  // namespace

const Rule rehearsal_contradiction{
    {
        .id = "rollback-rehearsal-contradiction",
        .severity = Severity::fail,
        .summary = "A rehearsal receipt contradicts itself or its baselines",
        .rationale = "The verdict follows from the steps and from the baselines beside it. Where "
                     "they say different things, one of them was not written by the rehearsal.",
        .remedy = "Run mig-run rehearse again, and commit what it wrote without a change",
        .requirements = {"K-91"},
    },
    check};

}  // namespace mig::rules::rollback_rules
