#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::pii_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_in_role(file, detection, "telephone number", reporter);
}

}  // namespace

const Rule phone{
    {
        .id = "pii-phone",
        .severity = Severity::fail,
        .summary = "A file holds a telephone number",
        .rationale = "A number leads to one person, and a repository keeps it where no "
                     "request for deletion reaches. In scripts a person may approve it.",
        .remedy = kPersonalRemedy,
        .requirements = {"K-79", "G-31", "W-25"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::pii_rules
