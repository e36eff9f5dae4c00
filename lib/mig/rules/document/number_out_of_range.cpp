#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::document_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_fault(document, document::Fault::number_out_of_range, reporter);
}

}  // namespace

const Rule number_out_of_range{
    {
        .id = "document-number-out-of-range",
        .severity = Severity::fail,
        .summary = "A number cannot be held exactly",
        .rationale = "Integers beyond 2^53 and non-finite numbers are rounded or refused by other "
                     "readers, so two tools would see two values.",
        .remedy = "Write a number within range, or a string",
        .requirements = {"K-02"},
    },
    check};

}  // namespace mig::rules::document_rules
