#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(
      view, catalog::HazardKind::type_change_unknown, [&](const auto& script, const auto& hazard) {
        if (is_small(view, hazard.table)) return;
        report(view, script, hazard,
               fmt::format("changing {} {} rewrites {} unless its present type has the same bytes",
                           hazard.object.name, hazard.detail, with_rows(view, hazard.table)),
               {});
      });
}

}  // namespace

const Rule unknown_type_change{
    {
        .id = "sql-unknown-type-change",
        .severity = Severity::review,
        .summary = "A column's type changes, and its present type is not known",
        .rationale = "Whether PostgreSQL rewrites the table depends on the type that the "
                     "column has now, and no baseline says it. Told for tables that are not "
                     "small: from the policy's `medium_from_rows` on.",
        .remedy = "Capture the pre baseline, which holds the types of all columns",
        .requirements = {"X-18"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
