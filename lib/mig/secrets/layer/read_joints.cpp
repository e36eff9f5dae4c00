#include "mig/secrets/layer/read_joints.hpp"

#include <algorithm>

#include "mig/secrets/character.hpp"
#include "mig/secrets/layer/joint_calls.hpp"
#include "mig/secrets/layer/read_escapes.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets::layer {
namespace {

constexpr std::size_t kMostBlanks = 200;
constexpr std::size_t kMostLiteral = 4096;
constexpr std::size_t kMostList = 1U << 16U;

bool holds_newline(std::string_view text, std::size_t from, std::size_t to) {
  return text.substr(from, to - from).find('\n') != std::string_view::npos;
}

/// Length of an operator that joins texts; 0 without one.
std::size_t operator_length(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, 3);
  for (const std::string_view pair : {"||", "..", "++", "&&"}) {
    if (rest.starts_with(pair)) return pair == "&&" ? 0 : 2;
  }
  if (rest.starts_with("+=") || rest.starts_with(".=")) return 0;
  const char byte = at_or_nul(text, at);
  return byte == '+' || byte == '.' || byte == '&' ? 1 : 0;
}

/// The value of `112)`, `0x70)`, `U+0070`.. of a call; `end` is moved behind the number.
std::optional<char32_t> number_at(std::string_view text, std::size_t& end) {
  const bool is_hex = at_or_nul(text, end) == '0' && (at_or_nul(text, end + 1) | 0x20) == 'x';
  const unsigned base = is_hex ? 16 : 10;
  end += is_hex ? 2 : 0;
  const std::size_t first = end;
  char32_t value = 0;
  while (end < first + 6 && hex_value(at_or_nul(text, end)) < base) {
    value = value * base + hex_value(text[end++]);
  }
  const bool is_character = value == '\t' || value == '\n' || value == '\r' ||
                            (value >= 0x20 && value < 0x7F) || (value > 0xA0 && value < 0xD800);
  return end > first && is_character ? std::optional(value) : std::nullopt;
}

bool ends_folded(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  const std::string_view tail = text.substr(text.size() - word.size());
  return std::equal(tail.begin(), tail.end(), word.begin(),
                    [](char a, char b) { return folded(a) == b; });
}

/// Begin of the name of a call whose `(` stands at `at`, when it is one that makes a character.
std::optional<std::size_t> character_name(std::string_view text, std::size_t at) {
  const std::string_view before =
      text.substr(at - std::min<std::size_t>(at, 24), std::min<std::size_t>(at, 24));
  for (const std::string_view name :
       {"string.fromcharcode", "string.fromcodepoint", "unichr", "nchar", "char", "chrw", "chr"}) {
    if (!ends_folded(before, name)) continue;
    const std::size_t begin = at - name.size();
    if (begin == 0 || !is_word_byte(text[begin - 1])) return begin;
  }
  return std::nullopt;
}

bool starts_character_call(std::string_view text, std::size_t at) {
  const std::size_t bracket = text.substr(at, 24).find_first_of("([");
  if (bracket == std::string_view::npos) return false;
  const std::size_t open = at + bracket;
  if (text[open] == '[') return bracket == 0 && ends_folded(text.substr(at, 6), "[char]");
  const auto name = character_name(text, open);
  return name && *name == at && is_digit(at_or_nul(text, open + 1));
}

/// Behind blanks and comments of the form /* */.
std::size_t behind_gap(std::string_view text, std::size_t at) {
  for (int comments = 0; comments < 3; ++comments) {
    at = behind_blanks(text, at);
    if (text.substr(at, 2) != "/*") break;
    const std::size_t close = text.substr(at, kMostBlanks).find("*/");
    if (close == std::string_view::npos) break;
    at += close + 2;
  }
  return at;
}

/// Behind the opening quote, or at the call, that the operator at `at` leads to.
std::optional<std::size_t> behind_operator(std::string_view text, std::size_t at) {
  const std::size_t length = operator_length(text, at);
  if (length == 0) return std::nullopt;
  std::size_t next = behind_gap(text, at + length);
  // Lines that go on: `\` of Python, `_` of Basic, a backtick of PowerShell.
  if (const char byte = at_or_nul(text, next); byte == '\\' || byte == '_' || byte == '`')
    next = behind_blanks(text, next + 1);
  if (starts_character_call(text, next)) return next;
  for (int prefix = 0; prefix < 3 && !is_quote(at_or_nul(text, next)); ++prefix) {
    constexpr std::string_view kPrefixes = "NEUfrbLu&@$(";
    if (next >= text.size() || kPrefixes.find(text[next]) == std::string_view::npos) break;
    ++next;
  }
  return is_quote(at_or_nul(text, next)) ? std::optional(next + 1) : std::nullopt;
}

/// Whether the quote at `at` may close a literal: in `f('.')` and `a || ' + ' || b` it opens one
/// that holds an operator.
bool may_close(std::string_view text, std::size_t at, bool is_spaced) {
  constexpr std::string_view kBlanks = " \t\r\n";
  constexpr std::string_view kBefore = "([{,|+&=:";
  if (at == 0) return false;
  const char before = text[at - 1];
  if (!is_spaced)
    return kBlanks.find(before) == std::string_view::npos &&
           (kBefore.find(before) == std::string_view::npos || before == '=' || before == ':');
  if (kBlanks.find(before) == std::string_view::npos)
    return kBefore.find(before) == std::string_view::npos || before == '=' || before == ':';
  std::size_t last = at - 1;
  while (last > 0 && at - last < 16 && kBlanks.find(text[last]) != std::string_view::npos) --last;
  return kBefore.find(text[last]) == std::string_view::npos;
}

/// Whether the literal that opens at `at` is a value and no name of one: `"a": 1`.
bool is_plain_literal(std::string_view text, std::size_t at) {
  const std::size_t length = text.substr(at + 1, 1024).find(text[at]);
  if (length == std::string_view::npos) return false;
  const char behind = at_or_nul(text, at + length + 2);
  return behind != ':' && behind != '=' && length > 0;
}

}  // namespace

std::size_t behind_blanks(std::string_view text, std::size_t at) {
  const std::size_t most = std::min(text.size(), at + kMostBlanks);
  while (at < most &&
         (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\r')) {
    ++at;
  }
  return at;
}

std::optional<Edit> read_joint(std::string_view text, std::size_t at, JointRules rules) {
  const char quote = text[at];
  std::size_t next = at + 1;
  if (text.substr(next, 2) == "::") {
    next += 2;
    while (next < at + 24 && is_word_byte(at_or_nul(text, next))) ++next;
  }
  const std::size_t cast_end = next;
  next = behind_gap(text, next);
  char byte = at_or_nul(text, next);
  if (byte == ')') {
    const auto open = behind_append(text, next);
    return open ? std::optional(edit_of(at, *open, EditKind::joint, kStrong)) : std::nullopt;
  }
  if (byte == '}') {  // f"{'ab'}{'cd'}", `${'ab'}${'cd'}`
    std::size_t open = next + 1;
    if (at_or_nul(text, open) == '$') ++open;
    if (next != at + 1 || at_or_nul(text, open) != '{' || at_or_nul(text, open + 1) != quote)
      return std::nullopt;
    return edit_of(at, open + 2, EditKind::joint, kStrong);
  }
  if (byte == '\\') {
    next = behind_blanks(text, next + 1);
    byte = at_or_nul(text, next);
  }
  if (byte == ',' && rules.comma) {
    std::size_t open = behind_blanks(text, next + 1);
    if (at_or_nul(text, open) == 'N' || at_or_nul(text, open) == 'E') ++open;
    if (!is_quote(at_or_nul(text, open))) return std::nullopt;
    return edit_of(at, open + 1, EditKind::joint, kStrong);
  }
  if (byte == quote) {
    const bool indented = next > 0 && (text[next - 1] == ' ' || text[next - 1] == '\t');
    const bool joined = rules.newline && holds_newline(text, at, next) &&
                        (indented || quote == '\'') && is_plain_literal(text, next);
    if (!joined) return std::nullopt;
    return edit_of(at, next + 1, EditKind::joint, kStrong);
  }
  // "schema"."table" names an object.
  if (byte == '.' && quote == '"' && next == cast_end && at_or_nul(text, next + 1) == '"')
    return std::nullopt;
  if (rules.newline && (is_word_byte(byte) || byte == ';' || byte == '$')) {
    const std::size_t from = byte == ';' ? next : at + 1;
    std::size_t word = byte == ';' ? behind_blanks(text, next + 1) : next;
    if (!holds_newline(text, from, word)) return std::nullopt;
    const auto open = behind_addition(text, word);
    return open ? std::optional(edit_of(at, *open, EditKind::joint, kStrong)) : std::nullopt;
  }
  const auto end = behind_operator(text, next);
  if (!end) return std::nullopt;
  if (!may_close(text, at, next != cast_end || *end > next + 3)) return std::nullopt;
  return edit_of(at, *end, EditKind::joint, kStrong);
}

std::optional<Edit> read_character_call(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  std::size_t end = at + 1;
  const bool is_cast = text[at] == '[';
  if (is_cast) {
    if (!ends_folded(text.substr(at, 6), "[char]")) return std::nullopt;
    end = at + 6;
  } else {
    const auto name = character_name(text, at);
    if (!name) return std::nullopt;
    begin = *name;
  }
  const auto value = number_at(text, end);
  if (!value || (!is_cast && at_or_nul(text, end) != ')')) return std::nullopt;
  if (!is_cast) ++end;
  const auto onward = behind_operator(text, behind_blanks(text, end));
  Edit edit = edit_of(begin, onward.value_or(end), EditKind::code_points, onward ? kHalf : kWeak);
  edit.set(*value);
  return edit;
}

std::optional<std::size_t> list_of_literals(std::string_view text, std::size_t at,
                                            std::size_t& tried) {
  const std::size_t most = std::min(text.size(), at + kMostList);
  std::size_t literals = 0;
  std::size_t end = at;
  while (at < most) {
    at = behind_blanks(text, at);
    if (at_or_nul(text, at) == 'N' || at_or_nul(text, at) == 'E') ++at;
    if (!is_quote(at_or_nul(text, at))) break;
    const std::size_t length = text.substr(at + 1, kMostLiteral).find(text[at]);
    tried = at + 1 + std::min(length, kMostLiteral);
    if (length == std::string_view::npos) break;
    at = behind_blanks(text, at + length + 2);
    ++literals;
    end = at;
    if (at_or_nul(text, at) != ',') break;
    ++at;
  }
  tried = std::max(tried, at);
  return literals >= 2 ? std::optional(end) : std::nullopt;
}

bool joins_before(std::string_view text, std::size_t at) {
  const std::string_view before =
      text.substr(at - std::min<std::size_t>(at, 40), std::min<std::size_t>(at, 40));
  if (text[at] == '(') {
    if (fills_pattern(text, at)) return true;
    return ends_folded(before, "concat") || ends_folded(before, "concat_ws") ||
           ends_folded(before, "join") || ends_folded(before, "implode");
  }
  return contains_folded(before, "join(") || contains_folded(before, "implode(") ||
         contains_folded(before, "array_to_string(") || contains_folded(before, "-join");
}

bool joins_behind(std::string_view text, std::size_t end) {
  const std::string_view rest = text.substr(end, 60);
  return contains_folded(rest, ".join(") || contains_folded(rest, "-join");
}

}  // namespace mig::secrets::layer
