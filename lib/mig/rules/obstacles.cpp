#include "mig/rules/obstacles.hpp"

#include <fmt/format.h>

namespace mig::rules {

using catalog::ObstacleKind;

std::string what_stops(const catalog::Obstacle& obstacle) {
  const auto object = to_string(obstacle.object);
  switch (obstacle.kind) {
    case ObstacleKind::absent:
      return object + " is not there when this statement runs";
    case ObstacleKind::present:
      return object + " is there already when this statement runs";
    case ObstacleKind::wrong_kind:
      return fmt::format("{} is no {}", object, name_of(obstacle.other.kind));
    case ObstacleKind::needed:
      return fmt::format("{} cannot be dropped without CASCADE: {} needs it", object,
                         to_string(obstacle.other));
    case ObstacleKind::raised:
      return "the script ends itself with an error here";
    case ObstacleKind::phantom:
      break;
  }
  return object + " never was there: IF EXISTS makes this statement do nothing";
}

std::string way_around(const catalog::Obstacle& obstacle) {
  const auto object = to_string(obstacle.object);
  switch (obstacle.kind) {
    case ObstacleKind::absent:
      return fmt::format(
          "correct the name or the order, or take the statement out: nothing is "
          "called {} at this point",
          object);
    case ObstacleKind::present:
      return fmt::format("drop {} before, or take the statement out", object);
    case ObstacleKind::wrong_kind:
      return fmt::format("write the statement for a {}", name_of(obstacle.object.kind));
    case ObstacleKind::needed:
      return fmt::format("drop {} first", to_string(obstacle.other));
    case ObstacleKind::raised:
      return "write what undoes the change; where nothing can, declare requires_rollback: false "
             "with reason, reference and strategy under irreversible";
    case ObstacleKind::phantom:
      break;
  }
  return fmt::format("correct the name, or take the statement out: nothing was ever called {}",
                     object);
}

void report_obstacle(const bundle::ScriptChange& script, const catalog::Obstacle& obstacle,
                     std::string_view begin, Reporter& reporter) {
  auto& finding = reporter.at(*script.script->source, obstacle.span,
                              fmt::format("{}{}", begin, what_stops(obstacle)));
  if (!obstacle.object.name.empty()) finding.object = to_string(obstacle.object);
  finding.remedy = way_around(obstacle);
}

}  // namespace mig::rules
