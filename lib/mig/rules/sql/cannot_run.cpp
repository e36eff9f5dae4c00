#include "mig/bundle/change_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/obstacles.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  if (!change.faults.empty()) return;
  for (const auto& script : change.scripts) {
    if (!script.script->is_forward) continue;
    for (const auto& obstacle : script.obstacles) {
      // What is there already is told by sql-already-there; IF EXISTS is meant to do nothing.
      const bool stops = obstacle.kind != catalog::ObstacleKind::phantom &&
                         obstacle.kind != catalog::ObstacleKind::present;
      if (!stops) continue;
      report_obstacle(script, obstacle, "the script stops here: ", reporter);
    }
  }
}

}  // namespace

const Rule cannot_run{
    {
        .id = "sql-cannot-run",
        .severity = Severity::fail,
        .summary = "The server would refuse a statement of the forward script",
        .rationale = "It names what the baseline does not list or an earlier statement took away, "
                     "or drops what something else needs: the run ends there, perhaps half-way.",
        .remedy = "Correct the name, the order or the kind; or capture the baseline anew if it is "
                  "not what the script will find",
        .requirements = {"K-50", "K-64"},
    },
    check};

}  // namespace mig::rules::sql_rules
