#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

std::string what_is_off(const catalog::Hazard& hazard) {
  if (hazard.detail == "RULE") return "rule " + hazard.sql_part + " is switched off";
  if (hazard.sql_part == "ALL" || hazard.sql_part == "USER") return "the triggers are switched off";
  return "trigger " + hazard.sql_part + " is switched off";
}

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(
      view, catalog::HazardKind::trigger_disabled, [&](const auto& script, const auto& hazard) {
        report(view, script, hazard, fmt::format("{} on {}", what_is_off(hazard), hazard.table),
               fmt::format(
                   "leave it on; if it has to be off for a while, `ALTER TABLE {} ENABLE {} {}` in "
                   "the same transaction and have somebody approve it",
                   hazard.sql_table, hazard.detail, hazard.sql_part));
      });
}

}  // namespace

const Rule trigger_disabled{
    {
        .id = "sql-trigger-disabled",
        .severity = Severity::review,
        .summary = "A trigger or rule of an existing table is switched off",
        .rationale = "Triggers keep audit trails, derived columns and (with ALL) foreign keys "
                     "true. What is written while they are off is checked by nobody.",
        .remedy = "Leave it on, or have somebody approve it",
        .requirements = {"K-42"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
