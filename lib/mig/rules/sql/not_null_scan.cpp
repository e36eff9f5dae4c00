#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(
      view, catalog::HazardKind::not_null_scan, [&](const auto& script, const auto& hazard) {
        if (is_small(view, hazard.table)) return;
        report(view, script, hazard,
               fmt::format("SET NOT NULL on {} reads {} while readers and writers wait",
                           hazard.object.name, with_rows(view, hazard.table)),
               fmt::format(
                   "first `ALTER TABLE {0} ADD CONSTRAINT {2} CHECK ({1} IS NOT NULL) NOT VALID`, "
                   "then "
                   "in a later transaction `ALTER TABLE {0} VALIDATE CONSTRAINT {2}`; then SET NOT "
                   "NULL reads nothing, and the constraint can go",
                   hazard.sql_table, hazard.sql_part, hazard.detail));
      });
}

}  // namespace

const Rule not_null_scan{
    {
        .id = "sql-not-null-scan",
        .severity = Severity::review,
        .summary = "SET NOT NULL reads an existing table while its users wait",
        .rationale = "PostgreSQL reads every row to prove it, unless a valid CHECK constraint "
                     "proves it already. Told for tables that are not small: from the "
                     "policy's `medium_from_rows` on.",
        .remedy = "Add a CHECK (... IS NOT NULL) constraint NOT VALID, validate it in a "
                  "later transaction, then SET NOT NULL and drop the constraint",
        .requirements = {"X-18", "K-112"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
