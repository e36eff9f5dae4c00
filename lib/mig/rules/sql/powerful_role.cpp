#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(view, catalog::HazardKind::powerful_role,
              [&](const auto& script, const auto& hazard) {
                report(view, script, hazard,
                       fmt::format("role {} gets {}", hazard.object.name, hazard.detail), {});
              });
}

}  // namespace

const Rule powerful_role{
    {
        .id = "sql-powerful-role",
        .severity = Severity::review,
        .summary = "A role gets power over others",
        .rationale = "SUPERUSER, BYPASSRLS, CREATEROLE and REPLICATION reach past every grant "
                     "and policy of the database.",
        .remedy = "Leave it out, or have somebody approve it",
        .requirements = {"K-42"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
