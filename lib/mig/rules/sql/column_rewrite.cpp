#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(
      view, catalog::HazardKind::column_rewrite, [&](const auto& script, const auto& hazard) {
        report_by_rows(
            view, script, hazard,
            fmt::format("adding {} with {} rewrites {} while readers and writers wait",
                        hazard.object.name, hazard.detail, with_rows(view, hazard.table)),
            hazard.detail.starts_with("a default")
                ? fmt::format(
                      "add {0} without a default, then `ALTER TABLE {1} ALTER COLUMN {0} SET "
                      "DEFAULT ...` for new rows, and fill the old rows in batches",
                      hazard.sql_part, hazard.sql_table)
                : fmt::format("add {} as a plain column of {} and fill it in batches",
                              hazard.sql_part, hazard.sql_table));
      });
}

}  // namespace

const Rule column_rewrite{
    {
        .id = "sql-column-rewrite",
        .severity = Severity::review,
        .summary = "A new column has a value of its own in every row of an existing table",
        .rationale = "A constant default is stored once. A volatile one, a generated column, "
                     "an identity and a serial are computed for every row: PostgreSQL "
                     "rewrites the table and holds off readers and writers meanwhile. A table "
                     "below the policy's `medium_from_rows`, or of unknown size, makes this "
                     "info.",
        .remedy = "Add the column without a default, set the default for new rows, and "
                  "fill the old rows in batches",
        .requirements = {"X-18", "K-112"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
