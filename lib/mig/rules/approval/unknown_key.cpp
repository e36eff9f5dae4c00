#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::approval_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_violations(document, "approval", {schema::ViolationKind::unknown_key}, reporter);
}

}  // namespace

const Rule unknown_key{
    {
        .id = "approval-unknown-key",
        .severity = Severity::fail,
        .summary = "The approval has a key that its schema does not know",
        .rationale =
            "An approval opens a finding, so it must say exactly what it opens, for which bytes, "
            "and who answers for it. A misspelt key would silently lose what it meant to say.",
        .remedy = "Correct the spelling or remove the key; docs/formats.md lists every key of the "
                  "approval",
        .requirements = {"K-02"},
    },
    check};

}  // namespace mig::rules::approval_rules
