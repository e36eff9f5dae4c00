#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

bool takes_rows(catalog::HazardKind kind) {
  return kind == catalog::HazardKind::destroys_data ||
         kind == catalog::HazardKind::unbounded_change || kind == catalog::HazardKind::row_change;
}

const catalog::Hazard* first_loss(const bundle::ScriptChange& script) {
  for (const auto& hazard : script.hazards) {
    if (hazard.on_existing && takes_rows(hazard.kind)) return &hazard;
  }
  return nullptr;
}

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  if (bundle.declaration_document() == nullptr || bundle.declaration.rebuild_plan) return;
  const View view{bundle, change, reporter};
  for (const auto& script : change.scripts) {
    if (!script.script->is_forward) continue;
    const auto* loss = first_loss(script);
    if (loss == nullptr) continue;
    report(view, script, *loss,
           fmt::format("data of {} is changed or lost, and migration.yml does not say how to "
                       "rebuild it",
                       effect::to_string(loss->object)),
           {});
    return;
  }
}

}  // namespace

const Rule missing_rebuild_plan{
    {
        .id = "sql-missing-rebuild-plan",
        .severity = Severity::review,
        .summary = "Existing data is changed, and nobody says how the store is rebuilt",
        .rationale = "Migrations may change only stores that can be built again from canonical "
                     "artifacts. Where rows that were there are changed or lost, the declaration "
                     "says how. Told once per bundle.",
        .remedy = "Say in `rebuild_plan` of migration.yml from which artifacts and by which "
                  "command the data is built again",
        .requirements = {"K-41"},
        .justifiable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
