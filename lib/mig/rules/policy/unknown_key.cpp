#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::policy_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "policy", {schema::ViolationKind::unknown_key}, reporter);
}

}  // namespace

const Rule unknown_key{
    {
        .id = "policy-unknown-key",
        .severity = Severity::fail,
        .summary = "The policy has a key that its schema does not know",
        .rationale = "The policy decides what may pass. A policy that is only partly understood "
                     "would pass what its author meant to stop. A misspelt key would silently lose "
                     "what it meant to say.",
        .remedy =
            "Correct the spelling or remove the key; docs/formats.md lists every key of the policy",
        .requirements = {"K-02"},
    },
    check};

}  // namespace mig::rules::policy_rules
