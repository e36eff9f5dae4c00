#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::prov_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "prov", {schema::ViolationKind::missing_field}, reporter);
}

}  // namespace

const Rule missing_field{
    {
        .id = "prov-missing-field",
        .severity = Severity::fail,
        .summary = "The provenance file leaves out a field that its schema requires",
        .rationale = "Provenance is read by machines that follow its links; a part that is missing "
                     "or malformed links nothing, or something else.",
        .remedy = "Add the field; docs/formats.md shows every field of the provenance file; or "
                  "derive the file anew: mig-receipt-verify prov --replace RECEIPT",
        .requirements = {"K-110"},
    },
    check};

}  // namespace mig::rules::prov_rules
