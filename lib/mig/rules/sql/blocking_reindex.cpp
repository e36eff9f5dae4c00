#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(view, catalog::HazardKind::reindex, [&](const auto& script, const auto& hazard) {
    if (hazard.detail == "concurrently") return;
    const bool named = hazard.object.kind != effect::ObjectKind::database;
    const auto what =
        hazard.table.empty() ? effect::to_string(hazard.object) : with_rows(view, hazard.table);
    report_by_rows(
        view, script, hazard,
        fmt::format("indexes of {} are rebuilt while all who use them wait", what),
        named ? fmt::format("run `REINDEX {}` outside a transaction block", hazard.sql_part)
              : std::string());
  });
}

}  // namespace

const Rule blocking_reindex{
    {
        .id = "sql-blocking-reindex",
        .severity = Severity::review,
        .summary = "An existing index is rebuilt while its users wait",
        .rationale = "REINDEX without CONCURRENTLY stops writers of the table and all queries that "
                     "would use the index. A table below the policy's `medium_from_rows`, or of "
                     "unknown size, makes this info.",
        .remedy = "Use REINDEX ... CONCURRENTLY outside a transaction block",
        .requirements = {"X-18"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
