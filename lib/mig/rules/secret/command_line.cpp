#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::secret_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_value(file, detection, "credential on a command line", reporter);
}

}  // namespace

const Rule command_line{
    {
        .id = "secret-command-line",
        .severity = Severity::fail,
        .summary = "A command line holds a credential",
        .rationale = "Commands in notes, receipts and scripts are copied and run again; a "
                     "password in their arguments is known to every reader, and shows in "
                     "process lists.",
        .remedy = kSecretRemedy,
        .requirements = {"K-38", "K-76", "W-25"},
    },
    check};

}  // namespace mig::rules::secret_rules
