#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(
      view, catalog::HazardKind::explicit_lock, [&](const auto& script, const auto& hazard) {
        report_by_rows(view, script, hazard,
                       fmt::format("LOCK TABLE holds {} in {} mode until the transaction ends",
                                   with_rows(view, hazard.table), hazard.detail),
                       {});
      });
}

}  // namespace

const Rule explicit_lock{
    {
        .id = "sql-explicit-lock",
        .severity = Severity::review,
        .summary = "A script locks an existing table against its users",
        .rationale = "LOCK TABLE in a strong mode keeps writers, or everybody, out until the "
                     "transaction ends. A table below the policy's `medium_from_rows`, or of "
                     "unknown size, makes this info.",
        .remedy = "Leave out LOCK TABLE, or keep the transaction short and bound the wait "
                  "with lock_timeout",
        .requirements = {"X-18"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
