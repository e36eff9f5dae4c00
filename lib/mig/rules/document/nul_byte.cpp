#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::document_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_fault(document, document::Fault::nul_byte, reporter);
}

}  // namespace

const Rule nul_byte{{
                        .id = "document-nul-byte",
                        .severity = Severity::fail,
                        .summary = "A document holds a NUL byte",
                        .rationale = "Many readers stop at a NUL byte, so that what follows it is "
                                     "hidden from one tool and seen by another.",
                        .remedy = "Remove the NUL byte; save the file as UTF-8 text",
                        .requirements = {"K-02"},
                    },
                    check};

}  // namespace mig::rules::document_rules
