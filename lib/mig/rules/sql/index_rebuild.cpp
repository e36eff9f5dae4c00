#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(view, catalog::HazardKind::reindex, [&](const auto& script, const auto& hazard) {
    const auto rows = rows_of(view, hazard.table);
    const auto& sizes = bundle.repository->policy.table_sizes;
    const bool concurrently = hazard.detail == "concurrently";
    const bool beyond = rows ? *rows > sizes.rebuild_review_above_rows : sizes.review_unknown;
    if (concurrently && !beyond) return;
    const auto what =
        hazard.table.empty() ? effect::to_string(hazard.object) : with_rows(view, hazard.table);
    auto& finding =
        report(view, script, hazard,
               fmt::format("indexes of {} are rebuilt{}", what,
                           concurrently ? "" : " while all who use them wait"),
               hazard.table.empty() || concurrently
                   ? std::string()
                   : fmt::format("run `REINDEX {}` outside a transaction block", hazard.sql_part));
    if (!beyond) finding.severity = severity_by_rows(view, hazard.table);
  });
}

}  // namespace

const Rule index_rebuild{
    {
        .id = "sql-index-rebuild",
        .severity = Severity::review,
        .summary = "An index of a large table is rebuilt, or one is rebuilt while its users "
                   "wait",
        .rationale = "A rebuild reads the whole table and writes the whole index: beyond the "
                     "policy's `rebuild_review_above_rows` that is an operation to plan. "
                     "Without CONCURRENTLY it also stops everybody who would use the index; "
                     "below `medium_from_rows`, or of unknown size, that is info.",
        .remedy = "Use REINDEX ... CONCURRENTLY outside a transaction block, and have "
                  "somebody approve when it runs",
        .requirements = {"K-62", "X-18"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
