#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::prov_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "prov", {schema::ViolationKind::unknown_key}, reporter);
}

}  // namespace

const Rule unknown_key{
    {
        .id = "prov-unknown-key",
        .severity = Severity::fail,
        .summary = "The provenance file has a key that its schema does not know",
        .rationale = "Provenance is read by machines that follow its links; a part that is missing "
                     "or malformed links nothing, or something else. A misspelt key would silently "
                     "lose what it meant to say.",
        .remedy =
            "Correct the spelling or remove the key; docs/formats.md lists every key of the "
            "provenance file; or derive the file anew: mig-receipt-verify prov --replace RECEIPT",
        .requirements = {"K-110"},
    },
    check};

}  // namespace mig::rules::prov_rules
