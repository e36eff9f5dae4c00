#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(view, catalog::HazardKind::type_change, [&](const auto& script, const auto& hazard) {
    report_by_rows(view, script, hazard,
                   fmt::format("changing {} {} rewrites {} while readers and writers wait",
                               hazard.object.name, hazard.detail, with_rows(view, hazard.table)),
                   fmt::format("add a new column to {} with the new type, keep both filled with a "
                               "trigger, fill it in batches, and let a later migration drop {}",
                               hazard.sql_table, hazard.sql_part));
  });
}

}  // namespace

const Rule type_change{
    {
        .id = "sql-type-change",
        .severity = Severity::review,
        .summary = "A column's type changes in a way that rewrites its table",
        .rationale = "PostgreSQL rewrites the table and all its indexes unless the bytes stay "
                     "as they are, and holds off readers and writers meanwhile. Changes that "
                     "keep the bytes (a longer varchar, varchar to text, a larger numeric "
                     "precision) are no findings. A table below the policy's "
                     "`medium_from_rows`, or of unknown size, makes this info.",
        .remedy = "Add a column of the new type, keep both filled, fill the old rows in "
                  "batches, and drop the old column in a later migration",
        .requirements = {"X-18", "K-112"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
