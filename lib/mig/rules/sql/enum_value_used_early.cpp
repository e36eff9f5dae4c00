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
      if (hazard.kind != catalog::HazardKind::enum_value_used_early) continue;
      report(
          view, script, hazard,
          fmt::format("value '{}' of {} is used in the transaction that adds it, where the server "
                      "refuses it",
                      hazard.detail, hazard.object.name),
          fmt::format("COMMIT after `ALTER TYPE {} ADD VALUE '{}'`", hazard.object.name,
                      hazard.detail));
    }
  }
}

}  // namespace

const Rule enum_value_used_early{
    {
        .id = "sql-enum-value-used-early",
        .severity = Severity::fail,
        .summary = "A new enum value is used in the transaction that adds it",
        .rationale = "PostgreSQL refuses a new value of an enum until the transaction that "
                     "added it has ended, so the script fails half-way.",
        .remedy = "Add the value in a transaction of its own",
        .requirements = {"K-22"},
    },
    check};

}  // namespace mig::rules::sql_rules
