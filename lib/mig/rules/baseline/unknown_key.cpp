#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::baseline_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "baseline", {schema::ViolationKind::unknown_key}, reporter);
}

}  // namespace

const Rule unknown_key{
    {
        .id = "baseline-unknown-key",
        .severity = Severity::fail,
        .summary = "The baseline has a key that its schema does not know",
        .rationale = "A baseline is the evidence from which the effect of a migration is computed; "
                     "a part that is missing or malformed hides an effect. A misspelt key would "
                     "silently lose what it meant to say.",
        .remedy = "Correct the spelling or remove the key; docs/formats.md lists every key of the "
                  "baseline",
        .requirements = {"K-45"},
    },
    check};

}  // namespace mig::rules::baseline_rules
