#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/rollback/evidence.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  for (const auto& unmet : unmet_evidence(bundle, change)) {
    if (is_met_by_rehearsal(unmet)) continue;
    reporter.at(
        place_of(bundle, unmet),
        fmt::format("the evidence of the rollback{} is \"{}\", but the policy ({}) asks "
                    "for \"{}\"",
                    unmet.run == nullptr ? std::string()
                                         : fmt::format(" when {} began", name_of(*unmet.run)),
                    words_of(unmet.shown), bundle.repository->policy.source,
                    words_of(unmet.required)));
  }
}

}  // namespace

const Rule weak_evidence{
    {
        .id = "rollback-weak-evidence",
        .severity = Severity::review,
        .summary = "The evidence of a rollback is weaker than the policy asks for",
        .rationale = "An empty server shows that a rollback runs, not that it does so beside real "
                     "data and real load. The policy says where that is not enough.",
        .remedy = "Run the rollback in an environment of the tier below and commit the receipt of "
                  "that run, or have the weaker evidence approved",
        .requirements = {"K-91"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::rollback_rules
