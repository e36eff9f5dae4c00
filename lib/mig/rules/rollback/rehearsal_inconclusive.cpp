#include <fmt/format.h>

#include "mig/bundle/load_evidence.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/rehearsing.hpp"
#include "mig/rules/rollback/evidence.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  report_doubts(
      change, bundle::Doubt::unsuccessful, true,
      fmt::format(
          "look at what {} lists; mend the rollback and rehearse it again: {}; or have what "
          "remains approved",
          bundle.path_of(bundle::kRehearsalReceipt), command_to_rehearse(bundle)),
      reporter);
}

}  // namespace

const Rule rehearsal_inconclusive{
    {
        .id = "rollback-rehearsal-inconclusive",
        .severity = Severity::review,
        .summary = "The rehearsal did not show that the rollback restores everything",
        .rationale = "A step that was left out, other names or comments, or what a compensation "
                     "leaves behind may be acceptable; a person has to look at it.",
        .remedy =
            "Look at what rehearsal/rehearsal_receipt.json lists; mend the rollback and rehearse "
            "it "
            "again: mig-run rehearse --from-registry PATH, or --schema FILE where a dump makes the "
            "state before it; or have what remains approved",
        .requirements = {"K-91"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::rollback_rules
