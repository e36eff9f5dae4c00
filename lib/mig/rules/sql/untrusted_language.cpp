#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(
      view, catalog::HazardKind::untrusted_language, [&](const auto& script, const auto& hazard) {
        report(
            view, script, hazard,
            fmt::format(
                "{} uses {}, which may do on the server whatever its operating system account may",
                hazard.detail, hazard.object.name),
            {});
      });
}

}  // namespace

const Rule untrusted_language{
    {
        .id = "sql-untrusted-language",
        .severity = Severity::review,
        .summary = "Code in an untrusted language runs on the server",
        .rationale = "An untrusted language reaches files, network and programs of the "
                     "server, past every right of the database.",
        .remedy = "Use a trusted language (plpgsql, plperl without u), or have somebody "
                  "approve it",
        .requirements = {"K-42"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
