#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::declaration_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "declaration", {schema::ViolationKind::unknown_key}, reporter);
}

}  // namespace

const Rule unknown_key{
    {
        .id = "declaration-unknown-key",
        .severity = Severity::fail,
        .summary = "The declaration has a key that its schema does not know",
        .rationale = "A declaration is a limit that the gates enforce; what it does not say cannot "
                     "be enforced. A misspelt key would silently lose what it meant to say.",
        .remedy = "Correct the spelling or remove the key; docs/formats.md lists every key of the "
                  "declaration",
        .requirements = {"K-04", "K-13"},
    },
    check};

}  // namespace mig::rules::declaration_rules
