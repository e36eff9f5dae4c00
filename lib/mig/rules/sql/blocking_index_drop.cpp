#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(view, catalog::HazardKind::index_drop, [&](const auto& script, const auto& hazard) {
    if (is_small(view, hazard.table)) return;
    report(view, script, hazard,
           fmt::format("dropping index {} waits for every query of {} and stops all that come "
                       "after it",
                       hazard.sql_part, with_rows(view, hazard.table)),
           fmt::format("run `DROP INDEX CONCURRENTLY {}` outside a transaction block",
                       hazard.sql_part));
  });
}

}  // namespace

const Rule blocking_index_drop{
    {
        .id = "sql-blocking-index-drop",
        .severity = Severity::review,
        .summary = "An existing index is dropped while readers and writers wait",
        .rationale = "DROP INDEX needs the table for itself: it waits for running queries, "
                     "and everybody else waits behind it. With CONCURRENTLY nobody waits. "
                     "Told for tables that are not small: from the policy's "
                     "`medium_from_rows` on.",
        .remedy = "Use DROP INDEX CONCURRENTLY outside a transaction block",
        .requirements = {"X-18", "K-112"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
