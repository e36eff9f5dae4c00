#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::secret_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_value(file, detection, "credential in an option of a statement", reporter);
}

}  // namespace

const Rule sql_option{
    {
        .id = "secret-sql-option",
        .severity = Severity::fail,
        .summary = "An option of a statement, such as of a user mapping or of a stage, "
                   "holds a credential",
        .rationale = "Options of servers, user mappings, stages and secrets are written as "
                     "they stand into the repository, and reach whatever the database "
                     "reaches.",
        .remedy = kSecretRemedy,
        .requirements = {"K-38", "K-76", "W-25"},
    },
    check};

}  // namespace mig::rules::secret_rules
