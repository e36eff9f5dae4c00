#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::pii_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_in_role(file, detection, "national identity number", reporter);
}

}  // namespace

const Rule national_id{
    {
        .id = "pii-national-id",
        .severity = Severity::fail,
        .summary = "A file holds a national identity, tax or health number",
        .rationale = "The number stands for one person for life and cannot be changed once "
                     "it is known. In scripts a person may approve it.",
        .remedy = kPersonalRemedy,
        .requirements = {"K-79", "G-31", "W-25"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::pii_rules
