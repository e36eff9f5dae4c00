#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::document_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_access(document, {io::AccessFault::too_large}, reporter);
}

}  // namespace

const Rule too_large{{
                         .id = "document-too-large",
                         .severity = Severity::fail,
                         .summary = "A file is larger than the limit for its kind",
                         .rationale = "A gate reads every byte that it judges; a bound keeps it "
                                      "fast, and contracts are small.",
                         .remedy = "Shorten the file, or raise file_limits in the policy",
                         .requirements = {"K-02"},
                     },
                     check};

}  // namespace mig::rules::document_rules
