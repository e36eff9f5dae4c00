#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::suppression_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "suppression", {schema::ViolationKind::unknown_key}, reporter);
}

}  // namespace

const Rule unknown_key{
    {
        .id = "suppression-unknown-key",
        .severity = Severity::fail,
        .summary = "The baseline of found values has a key that its schema does not know",
        .rationale =
            "What the list tells is not found again; a list of which a part is "
            "missing or malformed would hide the wrong values. A misspelt key would silently lose "
            "what it meant to say.",
        .remedy = "Correct the spelling or remove the key; docs/formats.md lists every key",
        .requirements = {"K-76", "K-79"},
    },
    check};

}  // namespace mig::rules::suppression_rules
