#pragma once

#include <string_view>

namespace mig::pattern {

/// Whether every name that `inner` matches is matched by `outer` too. Globs as in glob_matches; a
/// plain name is the glob of itself. Never true without being so. Cautious where `?` of the outer
/// glob would have to be set against parts of the inner one in several ways; globs that are too
/// long to be compared are covered only by themselves.
bool glob_covers(std::string_view outer, std::string_view inner);

/// Whether some name is matched by both globs. Never false without being so; globs that are too
/// long to be compared are taken to meet.
bool globs_intersect(std::string_view left, std::string_view right);

}  // namespace mig::pattern
