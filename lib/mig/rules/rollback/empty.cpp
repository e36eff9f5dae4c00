#include <fmt/format.h>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/rollback/traces.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  if (!change.faults.empty()) return;
  for (const auto& script : change.scripts) {
    if (script.script->is_forward || does_something(script)) continue;
    auto& finding = reporter.at_path(
        script.script->source->path(),
        script.statements == 0
            ? "the rollback script has no statement: nothing would be undone"
            : fmt::format("the rollback script has {} and none changes anything that lasts",
                          script.statements == 1
                              ? "one statement"
                              : fmt::format("{} statements", script.statements)));
    relate(finding, quote(*bundle.declaration_document()->source, script.script->declared_at),
           "declared here");
  }
}

}  // namespace

const Rule empty{
    {
        .id = "rollback-empty",
        .severity = Severity::fail,
        .summary = "A rollback script undoes nothing",
        .rationale = "White space, comments, a SELECT or a setting of the session pass for a "
                     "rollback until somebody needs it.",
        .remedy = "Write what undoes the forward script; or declare requires_rollback: false with "
                  "reason, reference and strategy under irreversible",
        .requirements = {"K-84"},
    },
    check};

}  // namespace mig::rules::rollback_rules
