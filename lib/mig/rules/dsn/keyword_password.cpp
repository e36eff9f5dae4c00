#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::dsn_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_value(file, detection, "connection string with a password", reporter);
}

}  // namespace

const Rule keyword_password{
    {
        .id = "dsn-keyword-password",
        .severity = Severity::fail,
        .summary = "A connection string of keywords holds a password",
        .rationale = "Keyword, ODBC, JDBC and ADO strings carry their password in a field "
                     "of their own; with it somebody has all that is needed to reach the "
                     "data.",
        .remedy = kSecretRemedy,
        .requirements = {"K-77", "K-38", "W-25"},
    },
    check};

}  // namespace mig::rules::dsn_rules
