#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::plan_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "plan", {schema::ViolationKind::missing_field}, reporter);
}

}  // namespace

const Rule missing_field{
    {
        .id = "plan-missing-field",
        .severity = Severity::fail,
        .summary = "The plan leaves out a field that its schema requires",
        .rationale = "The plan is what reviewers read and gates compute again; a part that is "
                     "missing or malformed cannot be compared.",
        .remedy = "Add the field; docs/formats.md shows every field of the plan",
        .requirements = {"K-81"},
    },
    check};

}  // namespace mig::rules::plan_rules
