#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::pii_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_in_role(file, detection, "number of a bank account", reporter);
}

}  // namespace

const Rule iban{
    {
        .id = "pii-iban",
        .severity = Severity::fail,
        .summary = "A file holds an IBAN",
        .rationale = "An account number with valid check digits belongs to somebody, and "
                     "can be debited. In scripts a person may approve it.",
        .remedy = kPersonalRemedy,
        .requirements = {"K-79", "G-31", "W-25"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::pii_rules
