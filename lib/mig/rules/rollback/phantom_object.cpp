#include <fmt/format.h>

#include "mig/bundle/change_facts.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/obstacles.hpp"
#include "mig/rules/rollback/traces.hpp"

namespace mig::rules::rollback_rules {
namespace {

/// What the rollback leaves over is what a wrong name was most likely meant for.
std::vector<std::string> left_over_names(const bundle::ChangeFacts& change,
                                         effect::ObjectKind kind) {
  std::vector<std::string> names;
  if (!change.rollback) return names;
  for (const auto& one : change.rollback->unrestored) {
    if (one.residue == catalog::Residue::left_over && one.object.kind == kind)
      names.push_back(one.object.name);
  }
  return names;
}

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  if (!change.faults.empty()) return;
  for (const auto& script : change.scripts) {
    if (script.script->is_forward) continue;
    for (const auto& obstacle : script.obstacles) {
      if (obstacle.kind != catalog::ObstacleKind::phantom) continue;
      auto& finding = reporter.at(*script.script->source, obstacle.span, what_stops(obstacle));
      finding.object = to_string(obstacle.object);
      finding.remedy = way_around(obstacle);
      const auto names = left_over_names(change, obstacle.object.kind);
      if (const auto near = pattern::nearest_name(obstacle.object.name, names))
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
