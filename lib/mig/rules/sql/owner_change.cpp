#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(view, catalog::HazardKind::owner_change, [&](const auto& script, const auto& hazard) {
    report(view, script, hazard,
           fmt::format("{} goes to {}", effect::to_string(hazard.object),
                       hazard.detail.empty() ? "another owner" : hazard.detail),
           {});
  });
}

}  // namespace

const Rule owner_change{
    {
        .id = "sql-owner-change",
        .severity = Severity::review,
        .summary = "Something existing gets another owner",
        .rationale = "An owner may read, change, drop and grant, and passes row level "
                     "security unless it is forced.",
        .remedy = "Keep the owner, or have somebody approve it",
        .requirements = {"K-42"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
