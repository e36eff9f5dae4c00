#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::registry_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "registry", {schema::ViolationKind::unknown_key}, reporter);
}

}  // namespace

const Rule unknown_key{
    {
        .id = "registry-unknown-key",
        .severity = Severity::fail,
        .summary = "The registry has a key that its schema does not know",
        .rationale = "The registry is the single list of migrations and of how far each has come; "
                     "every other check of order and phase starts from it. A misspelt key would "
                     "silently lose what it meant to say.",
        .remedy = "Correct the spelling or remove the key; docs/formats.md lists every key of the "
                  "registry",
        .requirements = {"K-02"},
    },
    check};

}  // namespace mig::rules::registry_rules
