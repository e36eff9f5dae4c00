#include "mig/rules/families.hpp"
#include "mig/rules/rehearsing.hpp"
#include "mig/rules/rollback/evidence.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  report_doubts(change, bundle::Doubt::unbound, false,
                "rehearse it again: " + rehearsed_again(bundle), reporter);
}

}  // namespace

const Rule rehearsal_mismatch{
    {
        .id = "rollback-rehearsal-mismatch",
        .severity = Severity::fail,
        .summary = "What a rehearsal receipt names is not what lies in the bundle",
        .rationale = "A receipt proves something only of the bytes that it names. When a script or "
                     "a baseline is another one, nobody knows what was rehearsed.",
        .remedy = "Rehearse it again: mig-run rehearse --from-registry PATH, or --schema FILE "
                  "where a dump "
                  "makes the state before it; and commit all of its rehearsal/",
        .requirements = {"K-91"},
    },
    check};

}  // namespace mig::rules::rollback_rules
