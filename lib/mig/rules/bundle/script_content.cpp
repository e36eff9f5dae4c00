#include "mig/rules/bundle/script_content.hpp"

#include <algorithm>
#include <string>

namespace mig::rules::bundle_rules {
namespace {

constexpr std::string_view kWhiteSpace = " \t\r\n\f\v";

/// Position after the block comment that begins at `at`; the end of the text when it is not closed.
std::size_t after_block_comment(std::string_view text, std::size_t at, bool nests) {
  int depth = 0;
  while (at < text.size()) {
    if (text.substr(at).starts_with("/*") && (nests || depth == 0)) {
      ++depth;
      at += 2;
    } else if (text.substr(at).starts_with("*/")) {
      at += 2;
      if (--depth == 0) return at;
    } else {
      ++at;
    }
  }
  return at;
}

bool has_statement(std::string_view text, std::string_view line_comment, bool nests) {
  std::size_t at = 0;
  while (at < text.size()) {
    const auto rest = text.substr(at);
    if (rest.starts_with(line_comment)) {
      at = std::min(text.find('\n', at), text.size());
    } else if (rest.starts_with("/*")) {
      at = after_block_comment(text, at, nests);
    } else if (rest.front() == ';' || kWhiteSpace.find(rest.front()) != std::string_view::npos) {
      ++at;
    } else {
      return true;
    }
  }
  return false;
}

bool has_json_member(std::string_view text) {
  std::string letters;
  for (const char letter : text) {
    if (kWhiteSpace.find(letter) == std::string_view::npos) letters += letter;
    if (letters.size() > 4) return true;
  }
  return !letters.empty() && letters != "{}" && letters != "[]" && letters != "null";
}

}  // namespace

bool has_content(std::string_view path, std::string_view text) {
  if (path.ends_with(".json")) return has_json_member(text);
  if (path.ends_with(".cypher")) return has_statement(text, "//", false);
  if (path.ends_with(".sql")) return has_statement(text, "--", true);
  return text.find_first_not_of(kWhiteSpace) != std::string_view::npos;
}

}  // namespace mig::rules::bundle_rules
