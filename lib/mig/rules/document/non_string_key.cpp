#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::document_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_fault(document, document::Fault::non_string_key, reporter);
}

}  // namespace

const Rule non_string_key{
    {
        .id = "document-non-string-key",
        .severity = Severity::fail,
        .summary = "A YAML mapping has a key that is no string",
        .rationale = "A mapping or sequence as a key has no place in any contract.",
        .remedy = "Use a plain or quoted string as the key",
        .requirements = {"K-02"},
    },
    check};

}  // namespace mig::rules::document_rules
