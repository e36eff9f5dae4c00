#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::payload_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_value(file, detection, "binary file", reporter);
}

}  // namespace

const Rule binary{
    {
        .id = "payload-binary",
        .severity = Severity::fail,
        .summary = "A binary file lies among the files of a change",
        .rationale = "Nobody can review it, and what it holds can hardly be searched.",
        .remedy = kPayloadRemedy,
        .requirements = {"K-39"},
    },
    check};

}  // namespace mig::rules::payload_rules
