#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::document_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_fault(document, document::Fault::byte_order_mark, reporter);
}

}  // namespace

const Rule byte_order_mark{
    {
        .id = "document-byte-order-mark",
        .severity = Severity::fail,
        .summary = "A document begins with a byte order mark",
        .rationale = "A byte order mark is invisible to people and part of the content to digests; "
                     "tools disagree on whether to skip it.",
        .remedy = "Save the file as UTF-8 without a byte order mark",
        .requirements = {"K-02"},
    },
    check};

}  // namespace mig::rules::document_rules
