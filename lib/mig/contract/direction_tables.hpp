#pragma once

#include <span>

#include "mig/contract/direction.hpp"

namespace mig::contract {

std::span<const Direction> policy_directions();
std::span<const Direction> trust_directions();
std::span<const Direction> declaration_directions();

}  // namespace mig::contract
