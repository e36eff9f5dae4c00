#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::declaration_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "declaration", {schema::ViolationKind::missing_field}, reporter);
}

}  // namespace

const Rule missing_field{
    {
        .id = "declaration-missing-field",
        .severity = Severity::fail,
        .summary = "The declaration leaves out a field that its schema requires",
        .rationale = "A declaration is a limit that the gates enforce; what it does not say cannot "
                     "be enforced.",
        .remedy = "Add the field; docs/formats.md shows every field of the declaration",
        .requirements = {"K-04", "K-09", "K-10", "K-13", "K-14", "K-15", "K-17", "K-19"},
    },
    check};

}  // namespace mig::rules::declaration_rules
