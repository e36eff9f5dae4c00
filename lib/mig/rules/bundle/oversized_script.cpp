#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::bundle_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto limit = bundle.repository->policy.file_limits.script_bytes;
  for (const auto& script : bundle.scripts) {
    if (!script.access || script.access->fault != io::AccessFault::too_large) continue;
    reporter.at(*bundle.declaration_document()->source, script.declared_at,
                fmt::format("the {} script \"{}\" is larger than {} bytes",
                            script.is_forward ? "forward" : "rollback", script.path, limit));
  }
}

}  // namespace

const Rule oversized_script{
    {
        .id = "bundle-oversized-script",
        .severity = Severity::fail,
        .summary = "A script is larger than the policy allows",
        .rationale = "A gate reads every byte that it judges; a script beyond the limit was not "
                     "read, and so was not judged.",
        .remedy = "Split the script, or raise file_limits.script_bytes in the policy",
        .requirements = {"K-02"},
    },
    check};

}  // namespace mig::rules::bundle_rules
