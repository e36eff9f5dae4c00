#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::approval_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "approval",
                    {schema::ViolationKind::wrong_type, schema::ViolationKind::invalid_value},
                    reporter);
}

}  // namespace

const Rule invalid_value{
    {
        .id = "approval-invalid-value",
        .severity = Severity::fail,
        .summary = "A value of the approval is of the wrong type or not among those allowed",
        .rationale = "An approval opens a finding, so it must say exactly what it opens, for which "
                     "bytes, and who answers for it.",
        .remedy = "Write a value that the schema allows",
        .requirements = {"K-02", "X-06"},
    },
    check};

}  // namespace mig::rules::approval_rules
