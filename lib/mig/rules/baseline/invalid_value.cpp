#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::baseline_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "baseline",
                    {schema::ViolationKind::wrong_type, schema::ViolationKind::invalid_value},
                    reporter);
}

}  // namespace

const Rule invalid_value{
    {
        .id = "baseline-invalid-value",
        .severity = Severity::fail,
        .summary = "A value of the baseline is of the wrong type or not among those allowed",
        .rationale = "A baseline is the evidence from which the effect of a migration is computed; "
                     "a part that is missing or malformed hides an effect.",
        .remedy = "Write a value that the schema allows",
        .requirements = {"K-45"},
    },
    check};

}  // namespace mig::rules::baseline_rules
