#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::secret_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_value(file, detection, "password of a database role in clear text", reporter);
}

}  // namespace

const Rule sql_role_password{
    {
        .id = "secret-sql-role-password",
        .severity = Severity::fail,
        .summary = "A statement gives a database role a password in clear text",
        .rationale = "A password in a script is known to every reader of the repository, "
                     "and the server may write the statement into its log as well.",
        .remedy = kSecretRemedy,
        .requirements = {"K-38", "K-76", "W-25"},
    },
    check};

}  // namespace mig::rules::secret_rules
