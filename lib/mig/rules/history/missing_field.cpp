#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::history_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "history", {schema::ViolationKind::missing_field}, reporter);
}

}  // namespace

const Rule missing_field{
    {
        .id = "history-missing-field",
        .severity = Severity::fail,
        .summary = "The status history leaves out a field that its schema requires",
        .rationale = "The history is what shows that a status was reached by the steps that are "
                     "allowed; a line that is missing a part or malformed shows nothing.",
        .remedy = "Add the field; docs/formats.md shows every field of the status history",
        .requirements = {"K-32"},
    },
    check};

}  // namespace mig::rules::history_rules
