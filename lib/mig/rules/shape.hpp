#pragma once

#include <string_view>

#include "mig/bundle/facts.hpp"
#include "mig/rules/rule.hpp"

namespace mig::rules {

/// Reports the schema violations of one kind for documents of one family ("declaration"). The rules
/// `<family>-missing-field`, `-unknown-key` and `-invalid-value` are this function and their texts.
void report_violations(const bundle::DocumentFacts& document, std::string_view family,
                       std::initializer_list<schema::ViolationKind> kinds, Reporter& reporter);

/// Reports a document that strict reading refused for the given fault.
void report_fault(const bundle::DocumentFacts& document, document::Fault fault, Reporter& reporter);

/// Reports a document whose bytes could not be had for one of the given faults.
void report_access(const bundle::DocumentFacts& document,
                   std::initializer_list<io::AccessFault> faults, Reporter& reporter);

/// Whether the value at a dotted path ("approvals"), or anything beneath it, does not fit the
/// schema. Rules that need it stay silent then: the shape of the document is the cause.
bool is_misshapen(const bundle::DocumentFacts& document, std::string_view path);

}  // namespace mig::rules
