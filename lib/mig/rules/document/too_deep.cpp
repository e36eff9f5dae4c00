#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::document_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_fault(document, document::Fault::too_deep, reporter);
}

}  // namespace

const Rule too_deep{{
                        .id = "document-too-deep",
                        .severity = Severity::fail,
                        .summary = "A document is nested deeper than 64 levels",
                        .rationale = "No contract needs such depth; it is used to exhaust readers.",
                        .remedy = "Flatten the document",
                        .requirements = {"K-02"},
                    },
                    check};

}  // namespace mig::rules::document_rules
