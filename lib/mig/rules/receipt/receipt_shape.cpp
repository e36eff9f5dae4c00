#include "mig/rules/receipt/receipt_shape.hpp"

#include "mig/contract/receipt_dialect.hpp"

namespace mig::rules::receipt_rules {

void report_receipt_violations(const bundle::DocumentFacts& document,
                               std::initializer_list<schema::ViolationKind> kinds,
                               Reporter& reporter) {
  if (document.kind == contract::DocumentKind::run_receipt &&
      contract::dialect_of(document.value)) {
    return;
  }
  report_violations(document, "receipt", kinds, reporter);
}

}  // namespace mig::rules::receipt_rules
