#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(
      view, catalog::HazardKind::foreign_key_scan, [&](const auto& script, const auto& hazard) {
        if (is_small(view, hazard.table) && is_small(view, hazard.detail)) return;
        const auto remedy = hazard.sql_part.empty()
                                ? std::string()
                                : fmt::format(
                                      "end the definition of {0} with NOT VALID, then in a later "
                                      "transaction `ALTER "
                                      "TABLE {1} VALIDATE CONSTRAINT {0}`",
                                      hazard.sql_part, hazard.sql_table);
        report(
            view, script, hazard,
            fmt::format("a new foreign key reads {} and stops all writes to it and to {} meanwhile",
                        with_rows(view, hazard.table), hazard.detail),
            remedy);
      });
}

}  // namespace

const Rule foreign_key_scan{
    {
        .id = "sql-foreign-key-scan",
        .severity = Severity::review,
        .summary = "A foreign key is proved over an existing table while writers of both "
                   "tables wait",
        .rationale = "ADD FOREIGN KEY looks up every row of one table in the other and stops "
                     "the writers of both meanwhile. With NOT VALID it holds for new rows at "
                     "once, and VALIDATE CONSTRAINT proves it for the old ones. Told where "
                     "one of both tables is not small: from the policy's `medium_from_rows` "
                     "on.",
        .remedy = "Name the constraint, add it NOT VALID, and run ALTER TABLE ... VALIDATE "
                  "CONSTRAINT in a later transaction",
        .requirements = {"X-18", "K-112"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
