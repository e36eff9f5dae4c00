#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "mig/base/location.hpp"

namespace mig::secrets {

/// A string of SQL, Cypher or the language around it.
struct Literal {
  Span span;              ///< of what stands between the quotes
  std::uint32_t end = 0;  ///< behind the closing quote; after a failure how far was looked
  std::string value;      ///< decoded; the first megabyte of it
};

/// Reads the string that begins at `at`, whatever dialect: '..', E'', N'', U&'', X'', q'[]', "..",
/// $tag$..$tag$, and all of them inside another string, where quotes are doubled, escaped by
/// backslashes, or entities of XML. The level is told from the opening quote alone, because `at`
/// may lie inside a string that began anywhere before.
bool read_string(std::string_view bytes, std::uint32_t at, Literal& literal);

}  // namespace mig::secrets
