#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::dsn_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  // Scripts, settings and documents name servers for good reasons.
  if (file.scan.role != secrets::FileRole::evidence) return;
  report_value(file, detection, "address of a database server", reporter);
}

}  // namespace

const Rule raw_endpoint{
    {
        .id = "dsn-raw-endpoint",
        .severity = Severity::review,
        .summary = "Evidence names the address of a database server",
        .rationale = "Evidence is read by many and kept for long; the address of a server "
                     "tells an attacker where to knock, and says nothing about the change "
                     "that its name does not.",
        .remedy = "Write the name of the environment instead of its address, or have a "
                  "person approve that the address may be known",
        .requirements = {"K-77", "K-38", "W-25"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::dsn_rules
