#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::baseline_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "baseline", {schema::ViolationKind::missing_field}, reporter);
}

}  // namespace

const Rule missing_field{
    {
        .id = "baseline-missing-field",
        .severity = Severity::fail,
        .summary = "The baseline leaves out a field that its schema requires",
        .rationale = "A baseline is the evidence from which the effect of a migration is computed; "
                     "a part that is missing or malformed hides an effect.",
        .remedy = "Add the field; docs/formats.md shows every field of the baseline",
        .requirements = {"K-45", "K-46", "K-47", "K-48"},
    },
    check};

}  // namespace mig::rules::baseline_rules
