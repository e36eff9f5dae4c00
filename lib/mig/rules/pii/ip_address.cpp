#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::pii_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_in_role(file, detection, "IP address of a person or machine", reporter);
}

}  // namespace

const Rule ip_address{
    {
        .id = "pii-ip-address",
        .severity = Severity::fail,
        .summary = "A file holds a public IP address",
        .rationale = "An address leads to a person or to a machine that can be reached; "
                     "logs and rows bring it along unseen. In scripts a person may approve "
                     "it.",
        .remedy = kPersonalRemedy,
        .requirements = {"K-79", "G-31", "W-25"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::pii_rules
