#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(
      view, catalog::HazardKind::policy_loosened, [&](const auto& script, const auto& hazard) {
        report(view, script, hazard,
               hazard.detail == "DROP POLICY"
                   ? fmt::format("policy {} of {} is dropped", hazard.sql_part, hazard.table)
                   : fmt::format("policy {} of {} lets all rows pass: {}", hazard.sql_part,
                                 hazard.table, hazard.detail),
               {});
      });
}

}  // namespace

const Rule policy_loosened{
    {
        .id = "sql-policy-loosened",
        .severity = Severity::review,
        .summary = "A row level security policy is dropped or lets everything pass",
        .rationale = "A policy is the rule by which rows are kept from roles. Dropping a "
                     "restrictive one, or one that is always true, opens them.",
        .remedy = "State the condition that rows have to meet, or have somebody approve it",
        .requirements = {"K-42"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
