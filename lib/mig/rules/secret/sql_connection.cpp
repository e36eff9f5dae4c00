#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::secret_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_value(file, detection, "connection string with a credential in a statement", reporter);
}

}  // namespace

const Rule sql_connection{
    {
        .id = "secret-sql-connection",
        .severity = Severity::fail,
        .summary = "A statement holds a connection string with a credential",
        .rationale = "A subscription, a link to another database or a copy from a store "
                     "takes a connection string; with a password in it everybody who reads "
                     "the script can connect.",
        .remedy = kSecretRemedy,
        .requirements = {"K-38", "K-76", "W-25"},
    },
    check};

}  // namespace mig::rules::secret_rules
