#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::secret_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_value(file, detection, "random value behind the name of a key", reporter);
}

}  // namespace

const Rule generic_key{
    {
        .id = "secret-generic-key",
        .severity = Severity::fail,
        .summary = "A value that looks random stands behind the name of a key or token",
        .rationale = "Keys and tokens of providers without a form of their own are told by "
                     "their randomness and by the name before them.",
        .remedy = kSecretRemedy,
        .requirements = {"K-38", "K-76", "W-25"},
    },
    check};

}  // namespace mig::rules::secret_rules
