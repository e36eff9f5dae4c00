#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::pii_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_in_role(file, detection, "date of birth", reporter);
}

}  // namespace

const Rule birth_date{
    {
        .id = "pii-birth-date",
        .severity = Severity::fail,
        .summary = "A file holds the date of birth of a person",
        .rationale = "Together with little else a date of birth tells who somebody is. In "
                     "scripts a person may approve it.",
        .remedy = kPersonalRemedy,
        .requirements = {"K-79", "G-31", "W-25"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::pii_rules
