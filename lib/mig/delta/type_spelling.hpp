#pragma once

#include <string_view>

namespace mig::delta {

/// Whether two spellings of a type can mean the same: the schema of the search path left out,
/// modifiers spelt out or not.
bool same_type(std::string_view left, std::string_view right);

}  // namespace mig::delta
