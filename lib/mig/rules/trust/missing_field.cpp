#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::trust_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "trust", {schema::ViolationKind::missing_field}, reporter);
}

}  // namespace

const Rule missing_field{
    {
        .id = "trust-missing-field",
        .severity = Severity::fail,
        .summary = "The trust policy leaves out a field that its schema requires",
        .rationale =
            "The trust policy decides whose signatures count, and for what. One that is only "
            "partly understood would count a signature that its author meant to refuse.",
        .remedy = "Add the field; docs/formats.md shows every field of the trust policy",
        .requirements = {"K-02", "K-105"},
    },
    check};

}  // namespace mig::rules::trust_rules
