#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(
      view, catalog::HazardKind::partition_scan, [&](const auto& script, const auto& hazard) {
        if (is_small(view, hazard.table)) return;
        report(view, script, hazard,
               fmt::format("attaching {} to {} reads it under a lock that stops everybody",
                           with_rows(view, hazard.table), hazard.detail),
               fmt::format("add a CHECK constraint to {} that says what the partition's bounds say "
                           "(NOT VALID, then VALIDATE), attach it, and drop the constraint",
                           hazard.sql_table));
      });
}

}  // namespace

const Rule partition_scan{
    {
        .id = "sql-partition-scan",
        .severity = Severity::review,
        .summary = "An existing table becomes a partition without a constraint that proves "
                   "its bounds",
        .rationale = "ATTACH PARTITION reads every row of the table to prove that it lies "
                     "within the bounds, unless a valid CHECK constraint proves it already. "
                     "Told for tables that are not small: from the policy's "
                     "`medium_from_rows` on.",
        .remedy = "Add and validate a CHECK constraint that implies the bounds before "
                  "ATTACH PARTITION",
        .requirements = {"X-18"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
