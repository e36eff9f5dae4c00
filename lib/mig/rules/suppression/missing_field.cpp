#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::suppression_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "suppression", {schema::ViolationKind::missing_field}, reporter);
}

}  // namespace

const Rule missing_field{
    {
        .id = "suppression-missing-field",
        .severity = Severity::fail,
        .summary = "The baseline of found values leaves out a field that its schema requires",
        .rationale = "What the list tells is not found again; a list of which a part is "
                     "missing or malformed would hide the wrong values.",
        .remedy = "Add the field; docs/formats.md shows every field",
        .requirements = {"K-76", "K-79"},
    },
    check};

}  // namespace mig::rules::suppression_rules
