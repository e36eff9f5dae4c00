#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/migration_ids.hpp"

namespace mig::rules::declaration_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  const auto& id = bundle.declaration.migration_id;
  if (document == nullptr || !id) return;
  const auto date = impossible_date_of(id->value);
  if (date.empty()) return;
  reporter.at(*document->source, id->span,
              fmt::format("the date {} in \"{}\" is in no calendar", date, id->value));
}

}  // namespace

const Rule impossible_date{
    {
        .id = "declaration-impossible-date",
        .severity = Severity::fail,
        .summary = "The date in the migration id does not exist",
        .rationale = "Migrations are ordered by the date in their id; a date that never was is a "
                     "slip that would order this one wrongly.",
        .remedy = "Write the day on which the migration was begun, and name the folder after the "
                  "new id",
        .requirements = {"K-06"},
    },
    check};

}  // namespace mig::rules::declaration_rules
