#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::dsn_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_value(file, detection, "URL with a password", reporter);
}

}  // namespace

const Rule credential{
    {
        .id = "dsn-credential",
        .severity = Severity::fail,
        .summary = "A URL holds a user name and a password",
        .rationale = "A connection string with its password is all that somebody needs to "
                     "reach the data, and often stands in evidence that was pasted.",
        .remedy = kSecretRemedy,
        .requirements = {"K-77", "K-38", "W-25"},
    },
    check};

}  // namespace mig::rules::dsn_rules
