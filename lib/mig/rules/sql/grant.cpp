#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(view, catalog::HazardKind::grant, [&](const auto& script, const auto& hazard) {
    if (hazard.object.name.find("PUBLIC") != std::string::npos) return;
    report(view, script, hazard, fmt::format("{} gets {}", hazard.object.name, hazard.detail), {});
  });
}

}  // namespace

const Rule grant{
    {
        .id = "sql-grant",
        .severity = Severity::review,
        .summary = "A role gets rights that it did not have",
        .rationale = "A grant widens who may read or change data, and no schema comparison of "
                     "tables shows it. Somebody has to say that it is meant.",
        .remedy = "Have the owner of the data approve the grant, or leave it to the role "
                  "management",
        .requirements = {"K-42"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
