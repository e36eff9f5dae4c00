#include "mig/rules/families.hpp"
#include "mig/rules/rehearsing.hpp"
#include "mig/rules/rollback/evidence.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const auto& rehearsal = change.evidence.rehearsal;
  if (!rehearsal) return;
  // A run of the rollback shows more than any rehearsal.
  if (change.evidence.grade() >= contract::EvidenceGrade::rehearsed_isolated) return;
  for (const auto& one : rehearsal->discrepancies) {
    if (one.doubt != bundle::Doubt::stale) continue;
    reporter.at(*rehearsal->document->source, one.span, one.message).remedy =
        "rehearse it as it is now: " + rehearsed_again(bundle);
  }
}

}  // namespace

const Rule stale_rehearsal{
    {
        .id = "rollback-stale-rehearsal",
        .severity = Severity::review,
        .summary = "The bundle was changed after its rehearsal",
        .rationale = "A rehearsal shows that exactly these scripts work. After a change it shows "
                     "nothing, however small the change was.",
        .remedy = "Rehearse it as it is now: mig-run rehearse --from-registry PATH, or --schema "
                  "FILE where a "
                  "dump makes the state before it; and commit all of its rehearsal/",
        .requirements = {"K-91"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::rollback_rules
