#pragma once

#include <string_view>

#include "mig/document/reader.hpp"

namespace mig::document {

/// Reads one YAML document out of a part of a text that `check_text` has passed; spans are offsets
/// into the whole text.
ReadResult<LocatedValue> read_yaml_within(std::string_view bytes, Span range);

}  // namespace mig::document
