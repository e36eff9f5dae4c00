#pragma once

#include <string>

#include "mig/document/reader.hpp"
#include "mig/document/value.hpp"

namespace mig::document {

/// What a plain (unquoted) scalar means by the YAML 1.2 core schema.
ReadResult<LocatedValue> resolve_plain(std::string text, Span span);

/// True for `null`, `Null`, `NULL` and `~`.
bool is_null_word(std::string_view text);

}  // namespace mig::document
