#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::prov_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "prov",
                    {schema::ViolationKind::wrong_type, schema::ViolationKind::invalid_value},
                    reporter);
}

}  // namespace

const Rule invalid_value{
    {
        .id = "prov-invalid-value",
        .severity = Severity::fail,
        .summary = "The provenance file has a value of the wrong type or not among those allowed",
        .rationale = "Provenance is read by machines that follow its links; a part that is missing "
                     "or malformed links nothing, or something else.",
        .remedy = "Write a value that the schema allows; or derive the file anew: "
                  "mig-receipt-verify prov --replace RECEIPT",
        .requirements = {"K-110"},
    },
    check};

}  // namespace mig::rules::prov_rules
