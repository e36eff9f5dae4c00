#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::secret_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_value(file, detection, "credential in a row", reporter);
}

}  // namespace

const Rule column_value{
    {
        .id = "secret-column-value",
        .severity = Severity::fail,
        .summary = "A row that the file stores holds a credential",
        .rationale = "What a column named like a credential holds is one: a script or a "
                     "dump that stores it hands it to every reader of the repository.",
        .remedy = kSecretRemedy,
        .requirements = {"K-38", "K-76", "W-25"},
    },
    check};

}  // namespace mig::rules::secret_rules
