#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::plan_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "plan", {schema::ViolationKind::unknown_key}, reporter);
}

}  // namespace

const Rule unknown_key{
    {
        .id = "plan-unknown-key",
        .severity = Severity::fail,
        .summary = "The plan has a key that its schema does not know",
        .rationale = "The plan is what reviewers read and gates compute again; a part that is "
                     "missing or malformed cannot be compared. A misspelt key would silently lose "
                     "what it meant to say.",
        .remedy = "Correct the spelling or remove the key; docs/formats.md lists every key of the "
                  "plan",
        .requirements = {"K-81"},
    },
    check};

}  // namespace mig::rules::plan_rules
