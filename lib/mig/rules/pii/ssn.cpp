#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::pii_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_in_role(file, detection, "social security number", reporter);
}

}  // namespace

const Rule ssn{{
                   .id = "pii-ssn",
                   .severity = Severity::fail,
                   .summary = "A file holds a social security number",
                   .rationale = "The number opens accounts in the name of its owner and cannot be "
                                "changed once it is known. In scripts a person may approve it.",
                   .remedy = kPersonalRemedy,
                   .requirements = {"K-79", "G-31", "W-25"},
                   .approvable = true,
               },
               check};

}  // namespace mig::rules::pii_rules
