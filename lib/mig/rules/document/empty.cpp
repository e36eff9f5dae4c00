#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::document_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_fault(document, document::Fault::empty, reporter);
}

}  // namespace

const Rule empty{
    {
        .id = "document-empty",
        .severity = Severity::fail,
        .summary = "A document is empty",
        .rationale = "An empty document says nothing; it is most often a truncated upload.",
        .remedy = "Write the document, or remove the file if it is not due",
        .requirements = {"K-01", "K-02"},
    },
    check};

}  // namespace mig::rules::document_rules
