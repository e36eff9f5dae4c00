#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(
      view, catalog::HazardKind::setting_bypass, [&](const auto& script, const auto& hazard) {
        report(
            view, script, hazard,
            fmt::format("{} changes what the server enforces{}", hazard.detail,
                        hazard.detail == "ALTER SYSTEM" ? fmt::format(" ({})", hazard.object.name)
                                                        : std::string()),
            {});
      });
}

}  // namespace

const Rule setting_bypass{
    {
        .id = "sql-setting-bypass",
        .severity = Severity::review,
        .summary = "A setting switches off what the server would enforce",
        .rationale = "session_replication_role = replica skips triggers and foreign keys, "
                     "row_security = off stops policies from filtering, ALTER SYSTEM changes "
                     "the whole server and no migration rolls it back.",
        .remedy = "Leave the setting alone, or have somebody approve it",
        .requirements = {"K-42"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
