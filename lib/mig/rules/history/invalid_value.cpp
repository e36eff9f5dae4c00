#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::history_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "history",
                    {schema::ViolationKind::wrong_type, schema::ViolationKind::invalid_value},
                    reporter);
}

}  // namespace

const Rule invalid_value{
    {
        .id = "history-invalid-value",
        .severity = Severity::fail,
        .summary = "The status history has a value of the wrong type or not among those allowed",
        .rationale = "The history is what shows that a status was reached by the steps that are "
                     "allowed; a line that is missing a part or malformed shows nothing.",
        .remedy = "Write a value that the schema allows",
        .requirements = {"K-32"},
    },
    check};

}  // namespace mig::rules::history_rules
