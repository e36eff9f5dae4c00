#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(
      view, catalog::HazardKind::work_under_lock, [&](const auto& script, const auto& hazard) {
        report_by_rows(
            view, script, hazard,
            fmt::format("rows of {} are changed while an earlier statement of the transaction "
                        "keeps everybody out of {}",
                        hazard.object.name, with_rows(view, hazard.table)),
            {});
      });
}

}  // namespace

const Rule work_under_lock{
    {
        .id = "sql-work-under-lock",
        .severity = Severity::review,
        .summary = "Rows are changed while a lock of the same transaction keeps everybody "
                   "out",
        .rationale = "An ACCESS EXCLUSIVE lock is held until the transaction ends. ALTER "
                     "TABLE itself takes a moment; a backfill behind it in the same "
                     "transaction makes that moment as long as the backfill. A table below "
                     "the policy's `medium_from_rows`, or of unknown size, makes this info.",
        .remedy = "COMMIT after the ALTER TABLE, and change the rows in transactions of "
                  "their own",
        .requirements = {"X-18", "K-112"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
