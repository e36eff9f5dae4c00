#pragma once

#include <optional>
#include <string_view>

#include "mig/secrets/layer/edited_text.hpp"

namespace mig::secrets::layer {

/// Each reads one escape at `at`, the byte that marks it, and touches a constant number of bytes.

/// `\u0070`, `\u{70}`, `\U00000070`, `\x70`, `\160`, `\n`, `\"`, `\/`, and a line that goes on.
std::optional<Edit> read_backslash(std::string_view text, std::size_t at);
/// `%70`, `%u0070`.
std::optional<Edit> read_percent(std::string_view text, std::size_t at);
/// `&amp;`, `&#112;`, `&#x70;`.
std::optional<Edit> read_entity(std::string_view text, std::size_t at);
/// `=70`, and a soft break.
std::optional<Edit> read_quoted_printable(std::string_view text, std::size_t at);
/// Characters without a width, and those of another width.
std::optional<Edit> read_disguise(std::string_view text, std::size_t at);
/// A NUL between letters: a text in UTF-16 within one that is not.
std::optional<Edit> read_nul(std::string_view text, std::size_t at);

/// Exactly `count` hex digits at `at`.
std::optional<char32_t> hex_number(std::string_view text, std::size_t at, std::size_t count);

}  // namespace mig::secrets::layer
