#pragma once

#include <string>
#include <string_view>

namespace mig::secrets {

/// Shannon entropy in bits per byte; 0 for an empty text.
double entropy_of(std::string_view text);

/// Whether a value only names where the real one comes from: `${X}`, `$X`, `$(...)`, `{{ x }}`,
/// `%(x)s`, `%X%`, `:'x'`, `:x`, `<%= %>`, `#{x}`, `@x@`, `vault:...`, `ENC[...]`, `arn:...`,
/// `process.env.X`, `os.environ[..]`, `env("X")`, `!secret x`, `var.x`, and the like.
bool is_reference(std::string_view value);

/// Whether a value stands where a person is to write one, or is what documentation shows: empty,
/// `<password>`, `[PASSWORD]`, `changeme`, `xxxx`, `****`, `your-token`, `EXAMPLE`, one character
/// over and over, `password` itself, `TODO`, `redacted`, `null`.
bool is_placeholder(std::string_view value);

/// Neither of both.
inline bool is_literal_secret(std::string_view value) {
  return !is_reference(value) && !is_placeholder(value);
}

/// Whether `needle` (lower case) stands in `text`, whatever the case of the text.
bool contains_folded(std::string_view text, std::string_view needle);

std::string lowered(std::string_view text);

}  // namespace mig::secrets
