#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  for (const auto& script : change.scripts) {
    for (const auto& hazard : script.hazards) {
      if (hazard.kind != catalog::HazardKind::outside_transaction) continue;
      auto& finding =
          report(view, script, hazard,
                 fmt::format("{} cannot run inside {}", hazard.object.name, hazard.detail), {});
      finding.object.clear();
    }
  }
}

}  // namespace

const Rule outside_transaction{
    {
        .id = "sql-outside-transaction",
        .severity = Severity::fail,
        .summary = "A statement stands in a transaction block, where the server refuses it",
        .rationale = "CREATE INDEX CONCURRENTLY, VACUUM, CREATE DATABASE and the like manage "
                     "transactions of their own. Inside BEGIN, a DO block or a function they "
                     "fail, and the script ends half-way.",
        .remedy = "End the transaction with COMMIT before the statement, or move it into a "
                  "script of its own",
        .requirements = {"K-22"},
    },
    check};

}  // namespace mig::rules::sql_rules
