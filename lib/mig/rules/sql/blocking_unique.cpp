#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(view, catalog::HazardKind::unique_build, [&](const auto& script, const auto& hazard) {
    const auto name = hazard.sql_part.empty() ? std::string("...") : hazard.sql_part;
    const auto open = hazard.detail.find('(');
    const bool exclusion = hazard.detail == "EXCLUDE" || open == std::string::npos;
    const auto remedy =
        exclusion || hazard.sql_part.empty()
            ? std::string()
            : fmt::format(
                  "run `CREATE UNIQUE INDEX CONCURRENTLY {0} ON {1} {2}` outside a transaction "
                  "block, then `ALTER TABLE {1} ADD CONSTRAINT {0} {3} USING INDEX {0}`",
                  name, hazard.sql_table, hazard.detail.substr(open),
                  hazard.detail.substr(0, open - 1));
    auto& finding =
        report_by_rows(view, script, hazard,
                       fmt::format("{} builds its index over {} while readers and writers wait",
                                   exclusion ? "EXCLUDE" : hazard.detail.substr(0, open - 1),
                                   with_rows(view, hazard.table)),
                       remedy);
    if (exclusion)
      finding.remedy =
          "no exclusion constraint can be added online: run it in a maintenance window";
  });
}

}  // namespace

const Rule blocking_unique{
    {
        .id = "sql-blocking-unique",
        .severity = Severity::review,
        .summary = "A UNIQUE, PRIMARY KEY or EXCLUDE constraint builds its index while "
                   "users wait",
        .rationale = "The constraint's index is built under a lock that stops everybody. An "
                     "index that was built concurrently becomes the constraint in no time. A "
                     "table below the policy's `medium_from_rows`, or of unknown size, makes "
                     "this info.",
        .remedy = "Build the index with CREATE UNIQUE INDEX CONCURRENTLY, then ADD "
                  "CONSTRAINT ... USING INDEX",
        .requirements = {"X-18", "K-112"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
