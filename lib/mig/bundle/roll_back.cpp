#include "mig/bundle/roll_back.hpp"

#include <algorithm>
#include <utility>

namespace mig::bundle {
namespace {

bool is_opaque(const ScriptChange& script) {
  return std::any_of(script.effects.begin(), script.effects.end(),
                     [](const auto& effect) { return effect::is_opaque(effect.operation); });
}

bool was_met(const std::vector<catalog::Obstacle>& first, const catalog::Obstacle& again) {
  return std::any_of(first.begin(), first.end(), [&again](const auto& obstacle) {
    return obstacle.kind == again.kind && obstacle.span.begin == again.span.begin &&
           obstacle.object == again.object;
  });
}

/// What stands in the way of a rollback stands in the way of a second run as well, and says more.
bool can_run_back(const ChangeFacts& change) {
  return std::all_of(change.scripts.begin(), change.scripts.end(), [](const auto& script) {
    return script.script->is_forward ||
           std::all_of(script.obstacles.begin(), script.obstacles.end(), [](const auto& obstacle) {
             return obstacle.kind == catalog::ObstacleKind::phantom;
           });
  });
}

}  // namespace

RollbackChange roll_back(const ChangeFacts& change, catalog::Catalog after,
                         const catalog::Journey& journey) {
  RollbackChange rollback;
  rollback.is_opaque = std::any_of(
      change.scripts.begin(), change.scripts.end(),
      [](const auto& script) { return !script.script->is_forward && is_opaque(script); });
  rollback.unrestored = catalog::unrestored(change.before, after, journey);
  if (!can_run_back(change)) return rollback;
  for (const auto& script : change.scripts) {
    if (!script.script->is_forward) continue;
    auto again = catalog::predict(std::move(after), script.script->source->bytes());
    for (auto& obstacle : again.obstacles) {
      const bool is_new =
          obstacle.kind != catalog::ObstacleKind::phantom && !was_met(script.obstacles, obstacle);
      if (is_new) rollback.redo.push_back({script.script, std::move(obstacle)});
    }
    after = std::move(again.after);
  }
  return rollback;
}

}  // namespace mig::bundle
