#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::document_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  report_access(
      document,
      {io::AccessFault::symbolic_link, io::AccessFault::not_regular, io::AccessFault::escapes_root},
      reporter);
}

}  // namespace

const Rule irregular_file{
    {
        .id = "document-irregular-file",
        .severity = Severity::fail,
        .summary = "A link, FIFO, device or folder stands where a document is due",
        .rationale = "A link can lead out of the reviewed tree, and a FIFO or device gives other "
                     "bytes at every read.",
        .remedy = "Replace it by a regular file",
        .requirements = {"K-02", "K-20"},
    },
    check};

}  // namespace mig::rules::document_rules
