#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mig::schema {

/// A reference made absolute: the document, and the undecoded part after '#'.
struct Reference {
  std::string uri;
  std::string fragment;
};

/// RFC 3986, section 5; `base` may be empty or itself relative.
Reference resolve_reference(std::string_view base, std::string_view reference);

/// Nothing when a '%' is not followed by two hexadecimal digits.
std::optional<std::string> percent_decode(std::string_view text);

/// The tokens of a JSON pointer (RFC 6901); nothing when it does not begin with '/'.
std::optional<std::vector<std::string>> pointer_tokens(std::string_view pointer);

/// A key as a token of a JSON pointer.
std::string escape_token(std::string_view key);

}  // namespace mig::schema
