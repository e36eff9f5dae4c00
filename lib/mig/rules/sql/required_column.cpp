#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(
      view, catalog::HazardKind::required_column, [&](const auto& script, const auto& hazard) {
        report_by_rows(
            view, script, hazard,
            fmt::format("{} is added NOT NULL without a default: it fails when {} has rows, and "
                        "inserts that do not know the column fail from then on",
                        hazard.object.name, with_rows(view, hazard.table)),
            fmt::format("give {} a DEFAULT, or add it without NOT NULL, fill it, and require it "
                        "in a later migration",
                        hazard.sql_part));
      });
}

}  // namespace

const Rule required_column{
    {
        .id = "sql-required-column",
        .severity = Severity::review,
        .summary = "A required column without a default is added to an existing table",
        .rationale = "Rows that are there have no value for it, so the statement fails; and "
                     "programs that run now insert rows without it. A table below the "
                     "policy's `medium_from_rows`, or of unknown size, makes this info.",
        .remedy = "Give the column a default, or add it nullable, fill it, then SET NOT "
                  "NULL",
        .requirements = {"K-112"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
