#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::payload_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_value(file, detection, "archive", reporter);
}

}  // namespace

const Rule archive{
    {
        .id = "payload-archive",
        .severity = Severity::fail,
        .summary = "An archive lies among the files of a change",
        .rationale = "Nobody reviews what an archive holds, and data that leaves its store "
                     "in one is out of everybody's control.",
        .remedy = kPayloadRemedy,
        .requirements = {"K-39"},
    },
    check};

}  // namespace mig::rules::payload_rules
