#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(
      view, catalog::HazardKind::matview_refresh, [&](const auto& script, const auto& hazard) {
        report_by_rows(
            view, script, hazard,
            fmt::format("nobody can read {} while it is refreshed", with_rows(view, hazard.table)),
            fmt::format("run `REFRESH MATERIALIZED VIEW CONCURRENTLY {}`; it needs a unique "
                        "index on the view",
                        hazard.sql_table));
      });
}

}  // namespace

const Rule blocking_refresh{
    {
        .id = "sql-blocking-refresh",
        .severity = Severity::review,
        .summary = "A materialised view is refreshed while its readers wait",
        .rationale = "REFRESH MATERIALIZED VIEW runs the whole query under a lock that stops "
                     "readers. With CONCURRENTLY they go on with the old rows. A view below "
                     "the policy's `medium_from_rows`, or of unknown size, makes this info.",
        .remedy = "Use REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index "
                  "on the view",
        .requirements = {"X-18"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
