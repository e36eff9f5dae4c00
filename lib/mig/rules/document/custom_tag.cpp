#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::document_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_fault(document, document::Fault::custom_tag, reporter);
}

}  // namespace

const Rule custom_tag{
    {
        .id = "document-custom-tag",
        .severity = Severity::fail,
        .summary = "A YAML document uses a tag or a directive",
        .rationale = "A tag changes how a value is read, or what a reader executes.",
        .remedy = "Remove the tag; write a plain or quoted scalar",
        .requirements = {"K-02"},
    },
    check};

}  // namespace mig::rules::document_rules
