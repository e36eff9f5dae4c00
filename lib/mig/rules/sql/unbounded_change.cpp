#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(
      view, catalog::HazardKind::unbounded_change, [&](const auto& script, const auto& hazard) {
        // Of a large table it is a backfill that nobody planned; that rule tells it.
        if (rows_of(view, hazard.table).value_or(0) >=
            bundle.repository->policy.table_sizes.large_from_rows)
          return;
        report_by_rows(
            view, script, hazard,
            fmt::format("{} without a condition changes every row of {} in one transaction",
                        hazard.detail, with_rows(view, hazard.table)),
            fmt::format("change {} in batches of some thousand rows by its key, each in a "
                        "transaction of its own, or say in a WHERE clause which rows are meant",
                        hazard.sql_table));
      });
}

}  // namespace

const Rule unbounded_change{
    {
        .id = "sql-unbounded-change",
        .severity = Severity::review,
        .summary = "An UPDATE or DELETE without a condition changes a whole existing table",
        .rationale = "Every row is locked and written again in one transaction: writers wait, "
                     "the table grows to twice its size, and replicas fall behind. A table "
                     "below the policy's `medium_from_rows`, or of unknown size, makes this "
                     "info.",
        .remedy = "Change the rows in batches, or add a WHERE clause",
        .requirements = {"K-61", "X-18"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
