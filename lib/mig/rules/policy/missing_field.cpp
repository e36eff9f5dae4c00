#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::policy_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "policy", {schema::ViolationKind::missing_field}, reporter);
}

}  // namespace

const Rule missing_field{
    {
        .id = "policy-missing-field",
        .severity = Severity::fail,
        .summary = "The policy leaves out a field that its schema requires",
        .rationale = "The policy decides what may pass. A policy that is only partly understood "
                     "would pass what its author meant to stop.",
        .remedy = "Add the field; docs/formats.md shows every field of the policy",
        .requirements = {"K-02"},
    },
    check};

}  // namespace mig::rules::policy_rules
