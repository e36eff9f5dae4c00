#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::suppression_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "suppression",
                    {schema::ViolationKind::wrong_type, schema::ViolationKind::invalid_value},
                    reporter);
}

}  // namespace

const Rule invalid_value{
    {
        .id = "suppression-invalid-value",
        .severity = Severity::fail,
        .summary = "A value of the baseline of found values is of the wrong type or not among "
                   "those allowed",
        .rationale = "What the list tells is not found again; a list of which a part is "
                     "missing or malformed would hide the wrong values.",
        .remedy = "Write a value that the schema allows",
        .requirements = {"K-76", "K-79"},
    },
    check};

}  // namespace mig::rules::suppression_rules
