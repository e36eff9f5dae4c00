#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(
      view, catalog::HazardKind::missing_key_index, [&](const auto& script, const auto& hazard) {
        if (is_small(view, hazard.table) && is_small(view, hazard.detail)) return;
        report(
            view, script, hazard,
            fmt::format("no index of {} begins with {}, so deleting from {} reads the whole table",
                        with_rows(view, hazard.table), hazard.sql_part, hazard.detail),
            fmt::format("add `CREATE INDEX CONCURRENTLY ON {} ({})`", hazard.sql_table,
                        hazard.sql_part));
      });
}

}  // namespace

const Rule missing_key_index{
    {
        .id = "sql-missing-key-index",
        .severity = Severity::review,
        .summary = "A new foreign key has no index on the columns that refer",
        .rationale = "Each DELETE from the table it refers to, and each change of its key, "
                     "looks for rows that still refer to it: without an index that reads the "
                     "whole table. Told where one of both tables is not small.",
        .remedy = "Create an index that begins with the columns of the foreign key",
        .requirements = {"X-18"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
