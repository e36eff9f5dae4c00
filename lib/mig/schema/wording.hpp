#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mig/document/value.hpp"
#include "mig/schema/program.hpp"

namespace mig::schema {

/// A value as JSON on one line, at most about 60 characters.
std::string show(const document::LocatedValue& value);

/// Text in JSON quotes, at most `limit` characters of it.
std::string quote(std::string_view text, std::size_t limit = 60);

/// "a string", "an integer", ...
std::string_view with_article(document::LocatedValue::Kind kind);

/// "a string or null"
std::string show_types(TypeSet types);

/// Up to 12 of them, separated by commas, and how many more there are.
std::string list_some(const std::vector<std::string>& shown);

/// UTF-8 code points.
std::size_t length_of(std::string_view text);

}  // namespace mig::schema
