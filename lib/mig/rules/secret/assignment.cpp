#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::secret_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_value(file, detection, "credential in clear text", reporter);
}

}  // namespace

const Rule assignment{
    {
        .id = "secret-assignment",
        .severity = Severity::fail,
        .summary = "A value stands behind the name of a credential",
        .rationale = "The name says what the value is; settings, environments and "
                     "declarations name where a secret is kept, and never hold it.",
        .remedy = kSecretRemedy,
        .requirements = {"K-18", "K-38", "K-76", "W-25"},
    },
    check};

}  // namespace mig::rules::secret_rules
