#include <fmt/format.h>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/obstacles.hpp"
#include "mig/rules/rollback/traces.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  if (!change.faults.empty()) return;
  for (const auto& script : change.scripts) {
    if (script.script->is_forward) continue;
    for (const auto& obstacle : script.obstacles) {
      if (obstacle.kind != catalog::ObstacleKind::phantom) continue;
      auto& finding = reporter.at(*script.script->source, obstacle.span, what_stops(obstacle));
      finding.object = to_string(obstacle.object);
      finding.remedy = way_around(obstacle);
      if (const auto near = meant_name(change, obstacle.object))
        finding.remedy = fmt::format("did you mean {}? It is left over", *near);
    }
  }
}

}  // namespace

const Rule phantom_object{
    {
        .id = "rollback-phantom-object",
        .severity = Severity::review,
        .summary = "The rollback drops, IF EXISTS, what never existed",
        .rationale = "A misspelt name and IF EXISTS hide each other: the script ends well and "
                     "undoes nothing.",
        .remedy = "Correct the name, or take the statement out",
        .requirements = {"K-84"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::rollback_rules
