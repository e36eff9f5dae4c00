#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::document_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_fault(document, document::Fault::invalid_utf8, reporter);
}

}  // namespace

const Rule invalid_utf8{
    {
        .id = "document-invalid-utf8",
        .severity = Severity::fail,
        .summary = "A document is not valid UTF-8",
        .rationale = "Bytes that are no text are read differently by every tool.",
        .remedy = "Save the file as UTF-8",
        .requirements = {"K-02"},
    },
    check};

}  // namespace mig::rules::document_rules
