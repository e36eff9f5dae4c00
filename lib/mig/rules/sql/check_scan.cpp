#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(view, catalog::HazardKind::check_scan, [&](const auto& script, const auto& hazard) {
    if (is_small(view, hazard.table)) return;
    const auto remedy =
        hazard.sql_part.empty()
            ? std::string()
            : fmt::format(
                  "end the definition of {0} with NOT VALID, then in a later transaction `ALTER "
                  "TABLE {1} VALIDATE CONSTRAINT {0}`",
                  hazard.sql_part, hazard.sql_table);
    report(view, script, hazard,
           fmt::format("a new CHECK constraint reads {} while readers and writers wait",
                       with_rows(view, hazard.table)),
           remedy);
  });
}

}  // namespace

const Rule check_scan{
    {
        .id = "sql-check-scan",
        .severity = Severity::review,
        .summary = "A CHECK constraint is proved over an existing table while its users wait",
        .rationale = "ADD CHECK reads every row under a lock that stops everybody. With NOT "
                     "VALID it holds for new rows at once, and VALIDATE CONSTRAINT proves it "
                     "for the old ones without stopping anybody. Told for tables that are not "
                     "small: from the policy's `medium_from_rows` on.",
        .remedy = "Name the constraint, add it NOT VALID, and run ALTER TABLE ... VALIDATE "
                  "CONSTRAINT in a later transaction",
        .requirements = {"X-18", "K-112"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
