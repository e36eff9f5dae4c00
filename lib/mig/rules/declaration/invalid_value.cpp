#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::declaration_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "declaration",
                    {schema::ViolationKind::wrong_type, schema::ViolationKind::invalid_value},
                    reporter);
}

}  // namespace

const Rule invalid_value{
    {
        .id = "declaration-invalid-value",
        .severity = Severity::fail,
        .summary = "A value of the declaration is of the wrong type or not among those allowed",
        .rationale = "A declaration is a limit that the gates enforce; what it does not say cannot "
                     "be enforced.",
        .remedy = "Write a value that the schema allows",
        .requirements = {"K-04", "K-08", "K-13", "K-14", "K-19"},
    },
    check};

}  // namespace mig::rules::declaration_rules
