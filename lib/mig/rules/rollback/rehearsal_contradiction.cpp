#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/rehearsing.hpp"
#include "mig/rules/rollback/evidence.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  report_doubts(change, bundle::Doubt::contradictory, false,
                fmt::format("rehearse it again: {}, as it was written", rehearsed_again(bundle)),
                reporter);
}

}  // namespace

const Rule rehearsal_contradiction{
    {
        .id = "rollback-rehearsal-contradiction",
        .severity = Severity::fail,
        .summary = "A rehearsal receipt contradicts itself or its baselines",
        .rationale = "The verdict follows from the steps and from the baselines beside it. Where "
                     "they say different things, one of them was not written by the rehearsal.",
        .remedy = "Rehearse it again: mig-run rehearse --from-registry PATH, or --schema FILE "
                  "where a dump "
                  "makes the state before it; and commit all of its rehearsal/, as it was written",
        .requirements = {"K-91"},
    },
    check};

}  // namespace mig::rules::rollback_rules
