#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::trust_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "trust",
                    {schema::ViolationKind::wrong_type, schema::ViolationKind::invalid_value},
                    reporter);
}

}  // namespace

const Rule invalid_value{
    {
        .id = "trust-invalid-value",
        .severity = Severity::fail,
        .summary = "The trust policy has a value of the wrong type or not among those allowed",
        .rationale =
            "The trust policy decides whose signatures count, and for what. One that is only "
            "partly understood would count a signature that its author meant to refuse.",
        .remedy = "Write a value that the schema allows",
        .requirements = {"K-02", "K-105"},
    },
    check};

}  // namespace mig::rules::trust_rules
