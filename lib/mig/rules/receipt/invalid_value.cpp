#include "mig/rules/families.hpp"
#include "mig/rules/receipt/receipt_shape.hpp"

namespace mig::rules::receipt_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_receipt_violations(
      document, {schema::ViolationKind::wrong_type, schema::ViolationKind::invalid_value},
      reporter);
}

}  // namespace

const Rule invalid_value{
    {
        .id = "receipt-invalid-value",
        .severity = Severity::fail,
        .summary = "A value of the receipt is of the wrong type or not among those allowed",
        .rationale = "A receipt is the only proof of what ran, where and by whom; a part that is "
                     "missing or malformed proves nothing.",
        .remedy = "Write a value that the schema allows",
        .requirements = {"K-94", "K-95", "K-97", "K-100", "K-105", "K-106"},
    },
    check};

}  // namespace mig::rules::receipt_rules
