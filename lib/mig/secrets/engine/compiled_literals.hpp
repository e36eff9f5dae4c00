#pragma once

#include <string_view>

namespace mig::secrets {

/// The literals of all finders as the build compiled them (LiteralSet::serialized). Empty in a
/// program that was linked without them, which then compiles them when it starts.
std::string_view compiled_literals();

}  // namespace mig::secrets
