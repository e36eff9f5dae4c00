#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::diff_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "diff", {schema::ViolationKind::missing_field}, reporter);
}

}  // namespace

const Rule missing_field{
    {
        .id = "diff-missing-field",
        .severity = Severity::fail,
        .summary = "The diff summary leaves out a field that its schema requires",
        .rationale = "The diff summary is what reviewers read and gates compare; a part that is "
                     "missing or malformed cannot be compared.",
        .remedy = "Add the field; docs/formats.md shows every field of the diff summary",
        .requirements = {"K-52"},
    },
    check};

}  // namespace mig::rules::diff_rules
