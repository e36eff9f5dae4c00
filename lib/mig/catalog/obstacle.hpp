#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mig/base/location.hpp"
#include "mig/catalog/parts.hpp"
#include "mig/effect/object.hpp"

namespace mig::catalog {

/// Why a statement cannot run where the script finds itself, or does not do what it says.
enum class ObstacleKind : std::uint8_t {
  absent,      ///< it names what is not there
  present,     ///< it makes what is there already
  wrong_kind,  ///< DROP TABLE of a view
  needed,      ///< it drops, without CASCADE, what something else needs
  raised,      ///< the script itself ends with an error
  phantom,     ///< IF EXISTS on a name that never was there: nothing happens
};

struct Obstacle {
  ObstacleKind kind = ObstacleKind::absent;
  effect::ObjectName object;
  effect::ObjectName other;  ///< what needs it; of the wrong kind what it was taken for
  std::string detail;        ///< of `raised` its message
  Span span;                 ///< of the statement
};

/// What of the statements so far decides whether later ones can run.
struct ObstacleWatch {
  std::vector<Obstacle> found;
  std::set<Id> conditional;  ///< written where the script may not go: a branch, a handler
  bool optional = false;     ///< the present statement says IF EXISTS
  std::vector<std::pair<Id, Id>> needed;  ///< of the present statement: dependent, what it needed
};

}  // namespace mig::catalog
