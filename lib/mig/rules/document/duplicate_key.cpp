#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::document_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_fault(document, document::Fault::duplicate_key, reporter);
}

}  // namespace

const Rule duplicate_key{
    {
        .id = "document-duplicate-key",
        .severity = Severity::fail,
        .summary = "A mapping uses one key twice",
        .rationale = "Readers disagree on which of two equal keys holds, so a reviewer may see "
                     "another value than the one that is applied.",
        .remedy = "Keep one of the two",
        .requirements = {"K-02"},
    },
    check};

}  // namespace mig::rules::document_rules
