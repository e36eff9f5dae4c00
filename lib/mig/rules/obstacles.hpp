#pragma once

#include <string>

#include "mig/catalog/obstacle.hpp"

namespace mig::rules {

/// "table public.a is not there": why the server would refuse the statement.
std::string what_stops(const catalog::Obstacle& obstacle);
/// What to do about it.
std::string way_around(const catalog::Obstacle& obstacle);

}  // namespace mig::rules
