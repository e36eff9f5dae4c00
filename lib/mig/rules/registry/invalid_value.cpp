#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::registry_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "registry",
                    {schema::ViolationKind::wrong_type, schema::ViolationKind::invalid_value},
                    reporter);
}

}  // namespace

const Rule invalid_value{
    {
        .id = "registry-invalid-value",
        .severity = Severity::fail,
        .summary = "A value of the registry is of the wrong type or not among those allowed",
        .rationale = "The registry is the single list of migrations and of how far each has come; "
                     "every other check of order and phase starts from it.",
        .remedy = "Write a value that the schema allows",
        .requirements = {"K-28", "K-26"},
    },
    check};

}  // namespace mig::rules::registry_rules
