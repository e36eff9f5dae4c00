#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/rehearsing.hpp"
#include "mig/rules/rollback/evidence.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::rollback_rules {
namespace {

/// What is wrong with a receipt that is there is told of the receipt.
bool is_told_otherwise(const bundle::ChangeFacts& change) {
  const auto& rehearsal = change.evidence.rehearsal;
  return rehearsal && (!rehearsal->document->is_valid() || !rehearsal->discrepancies.empty());
}

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  if (is_told_otherwise(change)) return;
  for (const auto& unmet : unmet_evidence(bundle, change)) {
    if (!is_met_by_rehearsal(unmet)) continue;
    const auto what =
        unmet.run == nullptr
            ? std::string("the rollback was never rehearsed")
            : fmt::format("the rollback was not rehearsed before {} began", name_of(*unmet.run));
    auto& finding =
        reporter.at(place_of(bundle, unmet),
                    fmt::format("{}: its evidence is \"{}\", and the policy ({}) asks for \"{}\"",
                                what, words_of(unmet.shown), bundle.repository->policy.source,
                                words_of(unmet.required)));
    finding.remedy = fmt::format(
        "rehearse it: {}; or, when that cannot be done, add below \"## Justifications\" the line "
        "\"- rollback-not-rehearsed: <the reason>\"",
        rehearsed_again(bundle));
  }
}

}  // namespace

const Rule not_rehearsed{
    {
        .id = "rollback-not-rehearsed",
        .severity = Severity::review,
        .summary = "A rollback was written, and nobody saw it work",
        .rationale = "Of the rollbacks that people wrote and never ran, one in eight fails or does "
                     "not restore the schema. A rehearsal on a throw-away server takes seconds.",
        .remedy = "Rehearse it: mig-run rehearse --from-registry PATH, or --schema FILE where a "
                  "dump makes "
                  "the state before it; and commit all of its rehearsal/; or, when that cannot be "
                  "done, add below \"## Justifications\" the line "
                  "\"- rollback-not-rehearsed: <the reason>\"",
        .requirements = {"K-91", "K-24"},
        .justifiable = true,
    },
    check};

}  // namespace mig::rules::rollback_rules
