#include <fmt/format.h>

#include <algorithm>

#include "mig/base/shell_argument.hpp"
#include "mig/base/utf8.hpp"
#include "mig/report/escape.hpp"

namespace mig::report {
namespace {

std::size_t longest_run_of(char wanted, std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char byte : text) {
    run = byte == wanted ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

std::string_view entity_of(char byte) {
  switch (byte) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

/// Whether single quotes show a word as it is: nothing invisible, nothing that a CI system obeys.
bool is_fit_for_quotes(std::string_view word) {
  if (word.find("##") != std::string_view::npos) return false;
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint code_point = code_point_at(word, at);
    if (!code_point.valid || is_hostile(code_point.value)) return false;
    at += code_point.size;
  }
  return true;
}

/// What no quotes can show: bytes by number, as bash reads them.
std::string by_number(std::string_view word) {
  std::string out = "$'";
  for (const char byte : word) {
    if (is_plain_in_shell(byte)) {
      out += byte;
    } else {
      out += fmt::format("\\{:03o}", static_cast<unsigned char>(byte));
    }
  }
  return out + "'";
}

}  // namespace

// A bar would end a cell, and no escape for it reads the same within a table and outside of one.
// Renderers give up on long rows of backticks and read on as if there was no code.
std::string markdown_code(std::string_view text, std::size_t limit) {
  constexpr std::size_t kMaxFence = 8;
  const std::string line = without_commands(one_line(text, limit));
  if (line.empty()) return line;
  const bool fits_fence = longest_run_of('`', line) < kMaxFence;
  std::string content;
  for (const char byte : line) {
    if (byte == '|' || (byte == '`' && !fits_fence)) {
      content += shown(static_cast<unsigned char>(byte));
    } else {
      content += byte;
    }
  }
  const std::string fence(longest_run_of('`', content) + 1, '`');
  const auto touches = [](char byte) { return byte == '`' || byte == ' '; };
  const char* const pad = touches(content.front()) || touches(content.back()) ? " " : "";
  return fmt::format("{}{}{}{}{}", fence, pad, content, pad, fence);
}

std::string markdown_block(std::string_view line) {
  return fmt::format("```sh\n{}\n```\n", line);
}

std::string markup_text(std::string_view text, std::size_t limit) {
  std::string out;
  for (const char byte : without_commands(many_lines(text, limit))) {
    const std::string_view entity = entity_of(byte);
    if (entity.empty()) {
      out += byte;
    } else {
      out += entity;
    }
  }
  return out;
}

std::string shell_word(std::string_view word) {
  return is_fit_for_quotes(word) ? shell_argument(word) : by_number(word);
}

}  // namespace mig::report
