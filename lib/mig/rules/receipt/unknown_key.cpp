#include "mig/rules/families.hpp"
#include "mig/rules/receipt/receipt_shape.hpp"

namespace mig::rules::receipt_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_receipt_violations(document, {schema::ViolationKind::unknown_key}, reporter);
}

}  // namespace

const Rule unknown_key{
    {
        .id = "receipt-unknown-key",
        .severity = Severity::fail,
        .summary = "The receipt has a key that its schema does not know",
        .rationale =
            "A receipt is the only proof of what ran, where and by whom; a part that is missing or "
            "malformed proves nothing. A misspelt key would silently lose what it meant to say.",
        .remedy = "Correct the spelling or remove the key; docs/formats.md lists every key of the "
                  "receipt",
        .requirements = {"K-94"},
    },
    check};

}  // namespace mig::rules::receipt_rules
