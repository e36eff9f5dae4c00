#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::payload_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_value(file, detection, "file of rows", reporter);
}

}  // namespace

const Rule data_file{
    {
        .id = "payload-data-file",
        .severity = Severity::fail,
        .summary = "A file of rows lies among the files of a change",
        .rationale = "Rows belong into the store that protects them; a change needs the "
                     "statements, and evidence needs counts and digests.",
        .remedy = kPayloadRemedy,
        .requirements = {"K-39"},
    },
    check};

}  // namespace mig::rules::payload_rules
