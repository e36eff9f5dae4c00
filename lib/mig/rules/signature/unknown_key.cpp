#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::signature_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "signature", {schema::ViolationKind::unknown_key}, reporter);
}

}  // namespace

const Rule unknown_key{
    {
        .id = "signature-unknown-key",
        .severity = Severity::fail,
        .summary =
            "The envelope, or the statement that it signs, has a key that its schema does not know",
        .rationale = "A signature proves what it says only when nothing in it is left to a guess: "
                     "every part of the envelope and of the signed statement is compared with the "
                     "files. A misspelt key would silently lose what it meant to say.",
        .remedy = "Correct the spelling or remove the key; docs/formats.md lists every key of the "
                  "envelope",
        .requirements = {"K-105"},
    },
    check};

}  // namespace mig::rules::signature_rules
