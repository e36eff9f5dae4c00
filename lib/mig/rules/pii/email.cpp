#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::pii_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_in_role(file, detection, "e-mail address", reporter);
}

}  // namespace

const Rule email{
    {
        .id = "pii-email",
        .severity = Severity::fail,
        .summary = "A file holds the e-mail address of a person",
        .rationale = "An address leads to one person, and a repository keeps it where no "
                     "request for deletion reaches. In scripts a person may approve it.",
        .remedy = kPersonalRemedy,
        .requirements = {"K-79", "G-31", "W-25", "K-49"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::pii_rules
