#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::document_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_fault(document, document::Fault::anchor_or_alias, reporter);
}

}  // namespace

const Rule anchor_or_alias{
    {
        .id = "document-anchor-or-alias",
        .severity = Severity::fail,
        .summary = "A YAML document uses an anchor, an alias or a merge key",
        .rationale = "Values that stand elsewhere cannot be reviewed where they take effect, and "
                     "readers disagree about merge keys.",
        .remedy = "Write the value out where it is used",
        .requirements = {"K-02"},
    },
    check};

}  // namespace mig::rules::document_rules
