#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::secret_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_value(file, detection, "hash of a password", reporter);
}

}  // namespace

const Rule password_hash{
    {
        .id = "secret-password-hash",
        .severity = Severity::fail,
        .summary = "A file holds the hash of a password",
        .rationale = "A hash can be guessed at leisure by whoever has it, and some, such as "
                     "those of database roles, let its owner log in as they are.",
        .remedy = kSecretRemedy,
        .requirements = {"K-38", "K-76", "W-25"},
    },
    check};

}  // namespace mig::rules::secret_rules
