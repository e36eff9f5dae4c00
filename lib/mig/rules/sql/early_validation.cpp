#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(
      view, catalog::HazardKind::early_validation, [&](const auto& script, const auto& hazard) {
        report_by_rows(
            view, script, hazard,
            fmt::format("{} is validated in the transaction that adds it, so {} stays locked "
                        "while it is read",
                        hazard.object.name, with_rows(view, hazard.table)),
            fmt::format("commit first, then run `ALTER TABLE {} VALIDATE CONSTRAINT {}` in a "
                        "transaction of its own",
                        hazard.sql_table, hazard.sql_part));
      });
}

}  // namespace

const Rule early_validation{
    {
        .id = "sql-early-validation",
        .severity = Severity::review,
        .summary = "A constraint is added NOT VALID and validated in the same transaction",
        .rationale = "NOT VALID is worth something only when the lock that it takes ends "
                     "before the rows are read. A table below the policy's "
                     "`medium_from_rows`, or of unknown size, makes this info.",
        .remedy = "Commit between ADD CONSTRAINT ... NOT VALID and VALIDATE CONSTRAINT",
        .requirements = {"X-18"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
