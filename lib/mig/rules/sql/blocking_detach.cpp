#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(
      view, catalog::HazardKind::partition_detach, [&](const auto& script, const auto& hazard) {
        if (is_small(view, hazard.table)) return;
        report(view, script, hazard,
               fmt::format("detaching {} waits for every query of {} and stops all that come after",
                           hazard.sql_part, with_rows(view, hazard.table)),
               fmt::format("run `ALTER TABLE {} DETACH PARTITION {} CONCURRENTLY` outside a "
                           "transaction block",
                           hazard.sql_table, hazard.sql_part));
      });
}

}  // namespace

const Rule blocking_detach{
    {
        .id = "sql-blocking-detach",
        .severity = Severity::review,
        .summary = "A partition is detached while the users of the whole table wait",
        .rationale = "DETACH PARTITION needs the partitioned table for itself; with "
                     "CONCURRENTLY nobody waits. Told for tables that are not small: from the "
                     "policy's `medium_from_rows` on.",
        .remedy = "Use DETACH PARTITION ... CONCURRENTLY outside a transaction block",
        .requirements = {"X-18"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
