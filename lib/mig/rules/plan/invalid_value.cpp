#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::plan_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "plan",
                    {schema::ViolationKind::wrong_type, schema::ViolationKind::invalid_value},
                    reporter);
}

}  // namespace

const Rule invalid_value{
    {
        .id = "plan-invalid-value",
        .severity = Severity::fail,
        .summary = "A value of the plan is of the wrong type or not among those allowed",
        .rationale = "The plan is what reviewers read and gates compute again; a part that is "
                     "missing or malformed cannot be compared.",
        .remedy = "Write a value that the schema allows",
        .requirements = {"K-81"},
    },
    check};

}  // namespace mig::rules::plan_rules
