#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(view, catalog::HazardKind::grant, [&](const auto& script, const auto& hazard) {
    if (hazard.object.name.find("PUBLIC") == std::string::npos) return;
    report(view, script, hazard, fmt::format("everybody who can connect gets {}", hazard.detail),
           "grant it to the role that needs it, by name");
  });
}

}  // namespace

const Rule public_grant{
    {
        .id = "sql-public-grant",
        .severity = Severity::review,
        .summary = "Everybody gets rights",
        .rationale = "PUBLIC stands for every role of the server, also for those that will be "
                     "created later.",
        .remedy = "Grant to the role that needs it, by name",
        .requirements = {"K-42"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
