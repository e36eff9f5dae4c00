#include <fmt/format.h>

#include <set>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

/// The statements of which another finding says worse.
std::set<Span> told_otherwise(const bundle::ScriptChange& script) {
  std::set<Span> places;
  for (const auto& hazard : script.hazards) {
    if (hazard.on_existing && hazard.lock >= effect::LockLevel::share &&
        hazard.kind != catalog::HazardKind::lock_without_timeout)
      places.insert(hazard.span);
  }
  return places;
}

const catalog::Hazard* first_bare_lock(const View& view, const bundle::ScriptChange& script) {
  const auto told = told_otherwise(script);
  for (const auto& hazard : script.hazards) {
    if (hazard.kind != catalog::HazardKind::lock_without_timeout || !hazard.on_existing) continue;
    if (!is_small(view, hazard.table) && told.count(hazard.span) == 0) return &hazard;
  }
  return nullptr;
}

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  for (const auto& script : change.scripts) {
    if (!script.script->is_forward) continue;
    const auto* first = first_bare_lock(view, script);
    if (first == nullptr) continue;
    report(view, script, *first,
           fmt::format("nothing bounds how long this waits for its lock on {}",
                       with_rows(view, first->table)),
           "begin the script with `SET lock_timeout = '5s';` and retry when it ends so");
  }
}

}  // namespace

const Rule missing_lock_timeout{
    {
        .id = "sql-missing-lock-timeout",
        .severity = Severity::review,
        .summary = "A strong lock on an existing table is waited for without end",
        .rationale = "While a statement waits for its lock, every later query of the table "
                     "waits behind it: one long-running report becomes an outage. Told once "
                     "per script, only for tables that are not small, and not where another "
                     "finding about the same statement says worse.",
        .remedy = "Begin the script with SET lock_timeout = '5s'",
        .requirements = {"X-18"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
