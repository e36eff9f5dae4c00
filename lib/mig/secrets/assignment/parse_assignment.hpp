#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "mig/base/location.hpp"
#include "mig/secrets/text.hpp"

namespace mig::secrets {

/// A name and the value that a text gives it, in any of the notations of configuration and code.
struct Assignment {
  Span name;
  Span value;            ///< as written, without quotes
  bool quoted = false;   ///< the value stands in quotes
  bool listed = false;   ///< only a comma lies between: `set("password", "x")`
  bool equals = false;   ///< the operator is a plain '='
  bool prose = false;    ///< said in words: "the password is 'x'"
};

/// Whether a file assigns line by line, so that a value goes on to the end of its line.
bool is_line_configuration(std::string_view path);

/// The assignment whose name holds the bytes at `hit`, or of which they are the named value
/// (`name: DB_PASSWORD`, `value: x` on the next line). Nothing when there is none. Looks at a
/// bounded neighbourhood only.
std::optional<Assignment> parse_assignment(const Text& text, Hit hit);

}  // namespace mig::secrets
