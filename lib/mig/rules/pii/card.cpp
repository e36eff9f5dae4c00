#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::pii_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_in_role(file, detection, "number of a payment card", reporter);
}

}  // namespace

const Rule card{{
                    .id = "pii-card",
                    .severity = Severity::fail,
                    .summary = "A file holds the number of a payment card",
                    .rationale = "A card number with a valid check digit is money of somebody, and "
                                 "rules of payment forbid keeping it here. In scripts a person may "
                                 "approve it.",
                    .remedy = kPersonalRemedy,
                    .requirements = {"K-79", "G-31", "W-25"},
                    .approvable = true,
                },
                check};

}  // namespace mig::rules::pii_rules
