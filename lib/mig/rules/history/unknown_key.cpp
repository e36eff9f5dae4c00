#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::history_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "history", {schema::ViolationKind::unknown_key}, reporter);
}

}  // namespace

const Rule unknown_key{
    {
        .id = "history-unknown-key",
        .severity = Severity::fail,
        .summary = "The status history has a key that its schema does not know",
        .rationale = "The history is what shows that a status was reached by the steps that are "
                     "allowed; a line that is missing a part or malformed shows nothing. A "
                     "misspelt key would silently lose what it meant to say.",
        .remedy = "Correct the spelling or remove the key; docs/formats.md lists every key of the "
                  "status history",
        .requirements = {"K-32"},
    },
    check};

}  // namespace mig::rules::history_rules
