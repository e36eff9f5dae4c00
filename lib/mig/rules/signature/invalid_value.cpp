#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::signature_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "signature",
                    {schema::ViolationKind::wrong_type, schema::ViolationKind::invalid_value},
                    reporter);
}

}  // namespace

const Rule invalid_value{
    {
        .id = "signature-invalid-value",
        .severity = Severity::fail,
        .summary = "The envelope, or the statement that it signs, has a value of the wrong type or "
                   "not among those allowed",
        .rationale =
            "A signature proves what it says only when nothing in it is left to a guess: every "
            "part of the envelope and of the signed statement is compared with the files.",
        .remedy = "Write a value that the schema allows. What nobody signed is signed: "
                  "mig-receipt-verify sign --replace --key FILE PATH; that drops every signature "
                  "that is there, and the others have to sign again",
        .requirements = {"K-105"},
    },
    check};

}  // namespace mig::rules::signature_rules
