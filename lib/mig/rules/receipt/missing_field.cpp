#include "mig/rules/families.hpp"
#include "mig/rules/receipt/receipt_shape.hpp"

namespace mig::rules::receipt_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_receipt_violations(document, {schema::ViolationKind::missing_field}, reporter);
}

}  // namespace

const Rule missing_field{
    {
        .id = "receipt-missing-field",
        .severity = Severity::fail,
        .summary = "The receipt leaves out a field that its schema requires",
        .rationale = "A receipt is the only proof of what ran, where and by whom; a part that is "
                     "missing or malformed proves nothing.",
        .remedy = "Add the field; docs/formats.md shows every field of the receipt",
        .requirements = {"K-94", "K-95", "K-96", "K-97", "K-98", "K-99", "K-100", "K-104"},
    },
    check};

}  // namespace mig::rules::receipt_rules
