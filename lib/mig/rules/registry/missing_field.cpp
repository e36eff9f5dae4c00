#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::registry_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "registry", {schema::ViolationKind::missing_field}, reporter);
}

}  // namespace

const Rule missing_field{
    {
        .id = "registry-missing-field",
        .severity = Severity::fail,
        .summary = "The registry leaves out a field that its schema requires",
        .rationale = "The registry is the single list of migrations and of how far each has come; "
                     "every other check of order and phase starts from it.",
        .remedy = "Add the field; docs/formats.md shows every field of the registry",
        .requirements = {"K-26"},
    },
    check};

}  // namespace mig::rules::registry_rules
