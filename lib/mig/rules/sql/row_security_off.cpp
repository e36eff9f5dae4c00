#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(view, catalog::HazardKind::row_security_off,
              [&](const auto& script, const auto& hazard) {
                report(view, script, hazard,
                       fmt::format("{} on {}: its policies no longer hold for everybody",
                                   hazard.detail, hazard.table),
                       {});
              });
}

}  // namespace

const Rule row_security_off{
    {
        .id = "sql-row-security-off",
        .severity = Severity::review,
        .summary = "Row level security of a table is switched off or weakened",
        .rationale = "The policies stay in the catalog and look as if they held. Without row "
                     "level security every role with SELECT sees all rows; without FORCE the "
                     "owner does.",
        .remedy = "Keep it enabled, and change the policy that stands in the way",
        .requirements = {"K-42"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
