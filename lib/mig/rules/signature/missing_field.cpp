#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::signature_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "signature", {schema::ViolationKind::missing_field}, reporter);
}

}  // namespace

const Rule missing_field{
    {
        .id = "signature-missing-field",
        .severity = Severity::fail,
        .summary = "The envelope, or the statement that it signs, leaves out a field that its "
                   "schema requires",
        .rationale =
            "A signature proves what it says only when nothing in it is left to a guess: every "
            "part of the envelope and of the signed statement is compared with the files.",
        .remedy = "Add the field; docs/formats.md shows every field of the envelope",
        .requirements = {"K-105"},
    },
    check};

}  // namespace mig::rules::signature_rules
