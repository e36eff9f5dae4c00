#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::document_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  if (document.kind || document.is_prose || document.is_sidecar || document.access ||
      document.fault)
    return;
  reporter.at(*document.source, document.value.span(),
              "neither the name nor the content tells which kind of document this is");
}

}  // namespace

const Rule unknown_kind{
    {
        .id = "document-unknown-kind",
        .severity = Severity::fail,
        .summary = "A document is of no kind or version that is known",
        .rationale = "A document of an unknown kind or version has no schema to be held against.",
        .remedy = "Name the kind with --kind, or give the document a known schema_version",
        .requirements = {"K-02"},
    },
    check};

}  // namespace mig::rules::document_rules
