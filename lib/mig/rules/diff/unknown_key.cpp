#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::diff_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "diff", {schema::ViolationKind::unknown_key}, reporter);
}

}  // namespace

const Rule unknown_key{
    {
        .id = "diff-unknown-key",
        .severity = Severity::fail,
        .summary = "The diff summary has a key that its schema does not know",
        .rationale = "The diff summary is what reviewers read and gates compare; a part that is "
                     "missing or malformed cannot be compared. A misspelt key would silently lose "
                     "what it meant to say.",
        .remedy = "Correct the spelling or remove the key; docs/formats.md lists every key of the "
                  "diff summary",
        .requirements = {"K-52"},
    },
    check};

}  // namespace mig::rules::diff_rules
