#pragma once

#include <string>
#include <string_view>

#include "mig/bundle/change_facts.hpp"
#include "mig/catalog/obstacle.hpp"
#include "mig/rules/rule.hpp"

namespace mig::rules {

/// "table public.a is not there": why the server would refuse the statement.
std::string what_stops(const catalog::Obstacle& obstacle);
/// What to do about it.
std::string way_around(const catalog::Obstacle& obstacle);

/// Tells of it where it stands in a script: what is in the way and how to go on. `begin` is how the
/// message begins.
void report_obstacle(const bundle::ScriptChange& script, const catalog::Obstacle& obstacle,
                     std::string_view begin, Reporter& reporter);

}  // namespace mig::rules
