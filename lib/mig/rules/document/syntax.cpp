#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::document_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_fault(document, document::Fault::syntax, reporter);
}

}  // namespace

const Rule syntax{
    {
        .id = "document-syntax-error",
        .severity = Severity::fail,
        .summary = "A document cannot be parsed",
        .rationale =
            "What cannot be read cannot be checked, and what was not checked does not pass.",
        .remedy = "Correct the syntax at the position shown",
        .requirements = {"K-02"},
    },
    check};

}  // namespace mig::rules::document_rules
