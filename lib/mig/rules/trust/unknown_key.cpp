#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::trust_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "trust", {schema::ViolationKind::unknown_key}, reporter);
}

}  // namespace

const Rule unknown_key{
    {
        .id = "trust-unknown-key",
        .severity = Severity::fail,
        .summary = "The trust policy has a key that its schema does not know",
        .rationale = "The trust policy decides whose signatures count, and for what. One that is "
                     "only partly understood would count a signature that its author meant to "
                     "refuse. A misspelt key would silently lose what it meant to say.",
        .remedy = "Correct the spelling or remove the key; docs/formats.md lists every key of the "
                  "trust policy",
        .requirements = {"K-02", "K-105"},
    },
    check};

}  // namespace mig::rules::trust_rules
