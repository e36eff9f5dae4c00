#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::approval_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "approval", {schema::ViolationKind::missing_field}, reporter);
}

}  // namespace

const Rule missing_field{
    {
        .id = "approval-missing-field",
        .severity = Severity::fail,
        .summary = "The approval leaves out a field that its schema requires",
        .rationale = "An approval opens a finding, so it must say exactly what it opens, for which "
                     "bytes, and who answers for it.",
        .remedy = "Add the field; docs/formats.md shows every field of the approval",
        .requirements = {"K-02", "X-06"},
    },
    check};

}  // namespace mig::rules::approval_rules
