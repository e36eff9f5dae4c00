#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::payload_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_value(file, detection, "dump of a database", reporter);
}

}  // namespace

const Rule dump{
    {
        .id = "payload-dump",
        .severity = Severity::fail,
        .summary = "A dump of a database lies among the files of a change",
        .rationale = "A dump holds the rows themselves: everything that the store protects "
                     "is readable here.",
        .remedy = kPayloadRemedy,
        .requirements = {"K-39"},
    },
    check};

}  // namespace mig::rules::payload_rules
