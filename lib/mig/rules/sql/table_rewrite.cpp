#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(view, catalog::HazardKind::table_rewrite,
              [&](const auto& script, const auto& hazard) {
                const bool named = !hazard.table.empty();
                auto& finding =
                    report(view, script, hazard,
                           fmt::format("{} copies {} while readers and writers wait", hazard.detail,
                                       named ? with_rows(view, hazard.table) : "many tables"),
                           {});
                if (named) finding.severity = severity_by_rows(view, hazard.table);
              });
}

}  // namespace

const Rule table_rewrite{
    {
        .id = "sql-table-rewrite",
        .severity = Severity::review,
        .summary = "A statement copies a whole existing table while its users wait",
        .rationale = "VACUUM FULL, CLUSTER, SET TABLESPACE, SET LOGGED, SET UNLOGGED and SET "
                     "ACCESS METHOD write the table anew and hold off readers and writers "
                     "meanwhile; they need as much disk space again. A table below the "
                     "policy's `medium_from_rows`, or of unknown size, makes this info.",
        .remedy = "Run it in a maintenance window, or copy online with an extension made "
                  "for that (pg_repack)",
        .requirements = {"X-18"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
