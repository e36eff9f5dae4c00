#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::document_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_fault(document, document::Fault::multiple_documents, reporter);
}

}  // namespace

const Rule multiple_documents{
    {
        .id = "document-multiple-documents",
        .severity = Severity::fail,
        .summary = "A file holds more than one YAML document",
        .rationale = "Most readers stop after the first document; the rest would never be judged.",
        .remedy = "Keep one document per file",
        .requirements = {"K-02"},
    },
    check};

}  // namespace mig::rules::document_rules
