#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::diff_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "diff",
                    {schema::ViolationKind::wrong_type, schema::ViolationKind::invalid_value},
                    reporter);
}

}  // namespace

const Rule invalid_value{
    {
        .id = "diff-invalid-value",
        .severity = Severity::fail,
        .summary = "A value of the diff summary is of the wrong type or not among those allowed",
        .rationale = "The diff summary is what reviewers read and gates compare; a part that is "
                     "missing or malformed cannot be compared.",
        .remedy = "Write a value that the schema allows",
        .requirements = {"K-52"},
    },
    check};

}  // namespace mig::rules::diff_rules
