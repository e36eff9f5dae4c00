#pragma once

#include <optional>

#include "mig/contract/direction.hpp"

namespace mig::contract {

/// Which way a value went that is no list; nothing where it means what it meant. What is not given
/// counts as what `absent` says. One that cannot be read as its direction asks, such as a moment
/// that does not exist, cannot be ordered.
std::optional<Lean> lean_of(const Direction& direction, const document::LocatedValue* before,
                            const document::LocatedValue* after);

}  // namespace mig::contract
