#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::document_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_fault(document, document::Fault::trailing_bytes, reporter);
}

}  // namespace

const Rule trailing_bytes{
    {
        .id = "document-trailing-bytes",
        .severity = Severity::fail,
        .summary = "Something follows the end of a JSON document",
        .rationale = "Most readers stop after the first value; the rest would never be judged.",
        .remedy = "Remove what follows the document",
        .requirements = {"K-02"},
    },
    check};

}  // namespace mig::rules::document_rules
