#include "mig/bundle/change_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/obstacles.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  if (!change.faults.empty()) return;
  for (const auto& script : change.scripts) {
    if (script.script->is_forward) continue;
    for (const auto& obstacle : script.obstacles) {
      if (obstacle.kind == catalog::ObstacleKind::phantom) continue;
      report_obstacle(script, obstacle, "the rollback stops here: ", reporter);
    }
  }
}

}  // namespace

const Rule cannot_run{
    {
        .id = "rollback-cannot-run",
        .severity = Severity::fail,
        .summary = "The server would refuse a statement of the rollback",
        .rationale = "It names what is not there, makes what is there, drops what something else "
                     "needs, or raises an error itself. In the night in which it is needed the "
                     "rollback ends there, half-way or with nothing undone.",
        .remedy = "Correct the name, the order or the kind, and run it after the forward script "
                  "once: mig-run rehearse --from-registry PATH, or --schema FILE where a dump "
                  "makes the state before it",
        .requirements = {"K-84"},
    },
    check};

}  // namespace mig::rules::rollback_rules
