#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(view, catalog::HazardKind::rename, [&](const auto& script, const auto& hazard) {
    const bool table = !hazard.table.empty();
    auto& finding = report(view, script, hazard,
                           fmt::format("{} is renamed {}: programs that run now know the old name",
                                       effect::to_string(hazard.object), hazard.detail),
                           {});
    if (table && hazard.object.kind == effect::ObjectKind::table &&
        hazard.detail.starts_with("to ")) {
      finding.remedy = fmt::format(
          "follow the rename in the same transaction with a view under the old name that selects "
          "everything from the new one; drop it when nobody uses {} any more",
          hazard.sql_table);
    } else if (!hazard.sql_part.empty()) {
      finding.remedy = fmt::format(
          "add the new column to {}, write both, fill the old rows, and drop {} in a later "
          "migration",
          hazard.sql_table, hazard.sql_part);
    }
    if (table) finding.severity = severity_by_rows(view, hazard.table);
    if (!table) {
      const bool unknown_counts = bundle.repository->policy.table_sizes.review_unknown;
      finding.severity = unknown_counts ? Severity::review : Severity::info;
    }
  });
}

}  // namespace

const Rule rename{
    {
        .id = "sql-rename",
        .severity = Severity::review,
        .summary = "Something that programs know by name gets another name",
        .rationale = "Between the migration and the rollout of the programs one side uses a "
                     "name that is not there. Of a table below the policy's "
                     "`medium_from_rows`, or of unknown size, this is info.",
        .remedy = "Add the new name beside the old one (a view, a new column), move the "
                  "programs, and drop the old name in a later migration",
        .requirements = {"K-112"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
