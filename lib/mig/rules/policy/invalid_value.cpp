#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::policy_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "policy",
                    {schema::ViolationKind::wrong_type, schema::ViolationKind::invalid_value},
                    reporter);
}

}  // namespace

const Rule invalid_value{
    {
        .id = "policy-invalid-value",
        .severity = Severity::fail,
        .summary = "A value of the policy is of the wrong type or not among those allowed",
        .rationale = "The policy decides what may pass. A policy that is only partly understood "
                     "would pass what its author meant to stop.",
        .remedy = "Write a value that the schema allows",
        .requirements = {"K-02", "X-02", "X-06"},
    },
    check};

}  // namespace mig::rules::policy_rules
