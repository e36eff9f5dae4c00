#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(
      view, catalog::HazardKind::destroys_data, [&](const auto& script, const auto& hazard) {
        const auto of_column = !hazard.sql_part.empty() && !hazard.table.empty();
        report(view, script, hazard,
               of_column ? fmt::format("{} takes {} and what it holds from {}", hazard.detail,
                                       hazard.sql_part, with_rows(view, hazard.table))
                         : fmt::format("{} takes what {} holds", hazard.detail,
                                       hazard.table.empty() ? effect::to_string(hazard.object)
                                                            : with_rows(view, hazard.table)),
               {});
      });
}

}  // namespace

const Rule destroys_data{
    {
        .id = "sql-destroys-data",
        .severity = Severity::review,
        .summary = "Data is dropped or truncated",
        .rationale = "What a DROP or TRUNCATE takes comes back only from a backup or a "
                     "rebuild, and no rollback script holds it. It is review whatever the "
                     "size of the table; what this change made itself does not count.",
        .remedy = "Stop using it first and drop it in a later migration, or have somebody "
                  "approve the loss",
        .requirements = {"K-112"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
