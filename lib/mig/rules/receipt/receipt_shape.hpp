#pragma once

#include "mig/rules/shape.hpp"

namespace mig::rules::receipt_rules {

/// report_violations for receipts. One in another dialect is told as such, and not key by key.
void report_receipt_violations(const bundle::DocumentFacts& document,
                               std::initializer_list<schema::ViolationKind> kinds,
                               Reporter& reporter);

}  // namespace mig::rules::receipt_rules
