#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mig::report {

/// Longest text of foreign origin that a report repeats in one place.
inline constexpr std::size_t kMaxTextLength = 2000;

/// Longest path: what the kernel takes.
inline constexpr std::size_t kMaxPathLength = 4096;

/// Whether a code point could steer a terminal or deceive a reader: controls, bidirectional
/// controls, zero-width characters, line and paragraph separators.
bool is_hostile(char32_t value);

/// How a hostile code point is shown: "\u{1b}".
std::string shown(char32_t value);

/// At most `limit` code points, valid UTF-8, and how much was left out.
std::string clipped(std::string_view text, std::size_t limit = kMaxTextLength);

/// Foreign text for a terminal: clipped, every hostile code point shown, line feeds as well.
std::string one_line(std::string_view text, std::size_t limit = kMaxTextLength);

/// As `one_line`, but line feeds stay.
std::string many_lines(std::string_view text, std::size_t limit = kMaxTextLength);

/// Finished output, changed visibly where a CI runner would take it as a command: "::" and "--- "
/// and the like at the start of a line, "##name[" anywhere.
std::string without_commands(std::string_view output);

/// The same of text that other text of its line comes before.
std::string without_commands_within(std::string_view output);

/// Finished JSON, the same value, with escapes where a CI runner or a terminal would be steered.
std::string without_commands_in_json(std::string_view json);

/// Values and properties of GitHub's workflow commands.
std::string workflow_data(std::string_view text);
std::string workflow_property(std::string_view text);

/// Foreign text as a code span of GitHub's and GitLab's Markdown, where nothing becomes a link, a
/// mention, a reference or HTML; fit for a cell of a table. Empty stays empty.
std::string markdown_code(std::string_view text, std::size_t limit = kMaxTextLength);

/// One finished line, which begins with a word of ours and so closes nothing, as a block of code.
std::string markdown_block(std::string_view line);

/// Foreign text as content of an XML or HTML element, and as the value of an attribute in quotes.
std::string markup_text(std::string_view text, std::size_t limit = kMaxTextLength);

/// One word of a shell command, on one line, which the shell reads as the same bytes.
std::string shell_word(std::string_view word);

/// A path as the path of a URI: each byte outside RFC 3986's unreserved set and '/' as %XX.
std::string uri_path(std::string_view path);

}  // namespace mig::report
