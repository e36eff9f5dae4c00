#include "mig/secrets/assignment/parse_assignment.hpp"

#include <array>

#include "mig/secrets/assignment/value_reader.hpp"
#include "mig/secrets/character.hpp"
#include "mig/secrets/value.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

enum class Operator : std::uint8_t { none, assigns, lists, closes_tag };

/// `password == "x"`: what a program compares with is what it knows.
Operator compares(ValueReader& reader) {
  reader.skip(2);
  if (reader.peek() == '=') reader.skip(1);
  return Operator::lists;
}

/// Takes the operator between a name and a value.
Operator take_operator(ValueReader& reader, bool name_is_quoted) {
  switch (reader.peek()) {
    case '=':
      if (reader.peek(1) == '~') return Operator::none;
      if (reader.peek(1) == '=') return compares(reader);
      reader.skip(reader.peek(1) == '>' ? 2 : 1);
      return Operator::assigns;
    case '!':
      return reader.peek(1) == '=' ? compares(reader) : Operator::none;
    case '.':
      return reader.take(".=") ? Operator::assigns : Operator::none;
    case ':':
      if (reader.take(":::=") || reader.take("::=")) return Operator::assigns;
      if (reader.peek(1) == ':') return Operator::none;
      reader.skip(reader.peek(1) == '=' ? 2 : 1);
      return Operator::assigns;
    case '?':
    case '|':
      return reader.take("?=") || reader.take("||=") ? Operator::assigns : Operator::none;
    case ',':
      reader.skip(1);
      return name_is_quoted ? Operator::lists : Operator::none;
    case '>':
      reader.skip(1);
      return Operator::closes_tag;
    default:
      return Operator::none;
  }
}

/// `value` as the sibling of a name that is itself a value: `"name": "X", "value": "y"`,
/// `<add key="X" value="y"/>`, `name: X` above `value: y`, `variable "x" { default = "y" }`.
std::optional<Assignment> sibling_value(ValueReader reader, Assignment assignment) {
  reader.skip_blanks();
  if (reader.peek() == ',' || reader.peek() == '{') {
    reader.skip(1);
    reader.skip_blanks();
  }
  if (reader.peek() == '\n' || reader.peek() == '\r') {
    if (!reader.next_line()) return std::nullopt;
  }
  if (is_quote_or_tick(reader.peek())) reader.skip(1);
  if (!reader.take("value") && !reader.take("Value") && !reader.take("default")) {
    return std::nullopt;
  }
  if (is_quote_or_tick(reader.peek())) reader.skip(1);
  reader.skip_blanks();
  if (reader.peek() != '=' && reader.peek() != ':') return std::nullopt;
  reader.skip(1);
  return reader.value(assignment);
}

/// The element behind the one whose content is the name.
std::optional<Assignment> paired_element(ValueReader reader, Assignment assignment) {
  for (std::uint32_t i = 0; i < kNameReach && reader.peek() != '>'; ++i) reader.skip(1);
  if (reader.peek() != '>') return std::nullopt;
  reader.skip(1);
  if (!reader.next_line()) reader.skip_blanks();
  if (reader.peek() != '<' || reader.peek(1) == '/') return std::nullopt;
  bool names_value = false;
  for (std::uint32_t i = 0; i < kNameReach && reader.peek() != '>'; ++i) {
    names_value = names_value || reader.take("value");
    if (reader.peek() != '>') reader.skip(1);
  }
  if (!names_value || reader.peek() != '>') return std::nullopt;
  reader.skip(1);
  return reader.element(assignment);
}

/// Files whose lines are a name, blanks and a value.
bool takes_blanks(std::string_view path) {
  const auto name = lowered(path);
  return name.ends_with(".conf") || name.ends_with(".cnf") || name.ends_with(".cfg");
}

/// Whether the line in which `at` stands begins as a comment does. Settings have short lines.
bool is_comment(std::string_view bytes, std::uint32_t at) {
  auto begin = at;
  while (begin > 0 && at - begin < kBareReach && bytes[begin - 1] != '\n') --begin;
  while (begin < at && is_blank(bytes[begin])) ++begin;
  return bytes[begin] == '#' || bytes[begin] == ';';
}

}  // namespace

bool is_line_configuration(std::string_view path) {
  static constexpr std::array<std::string_view, 14> kEndings{
      ".yml", ".yaml", ".properties", ".env",    ".ini",   ".cnf",         ".conf",
      ".cfg", ".toml", ".envrc",      ".pgpass", ".netrc", ".credentials", ".config"};
  const auto name = lowered(file_name_of(path));
  return name.starts_with(".env") || ends_with_any(name, kEndings);
}

std::optional<Assignment> parse_assignment(const Text& text, Hit hit) {
  const auto bytes = text.bytes;
  auto begin = hit.begin;
  while (begin > 0 && hit.begin - begin < kNameReach && is_setting_byte(bytes[begin - 1])) --begin;
  auto end = hit.end;
  while (end < bytes.size() && end - hit.end < kNameReach && is_setting_byte(bytes[end])) ++end;
  while (begin < end && (bytes[begin] == '-' || bytes[begin] == '.')) ++begin;
  Assignment assignment;
  assignment.name = {begin, end};

  ValueReader reader(text, end);
  const bool name_is_quoted = begin > 0 && is_quote_or_tick(bytes[begin - 1]);
  for (int i = 0; i < 4; ++i) {
    const char byte = reader.peek();
    if (is_quote_or_tick(byte) || byte == ']' || (byte == '\\' && is_quote_or_tick(reader.peek(1))))
      reader.skip(1);
  }
  if (auto sibling = sibling_value(reader, assignment)) return sibling;
  // <property name="connection.password">x</property>
  if (name_is_quoted && reader.peek() == '>') {
    reader.skip(1);
    return reader.element(assignment);
  }
  // <param-name>password</param-name> <param-value>x</param-value>
  if (reader.peek() == '<' && reader.peek(1) == '/') return paired_element(reader, assignment);
  reader.skip_blanks();
  // A segment of a URN is no name.
  if (reader.peek() == ':' && begin > 0 && bytes[begin - 1] == ':') return std::nullopt;
  if (is_word_byte(reader.peek()) && reader.skip_type()) return reader.value(assignment);
  assignment.equals = reader.peek() == '=';
  switch (take_operator(reader, name_is_quoted)) {
    case Operator::assigns:
      return reader.value(assignment);
    case Operator::lists:
      assignment.listed = true;
      return reader.value(assignment);
    case Operator::closes_tag:
      if (begin == 0 || (bytes[begin - 1] != '<' && bytes[begin - 1] != ':')) return std::nullopt;
      return reader.element(assignment);
    case Operator::none:
      break;
  }
  if (auto said = said_in_prose(text, end)) {
    assignment.value = *said;
    assignment.quoted = true;
    assignment.prose = true;
    return assignment;
  }
  // `requirepass x` of a server's configuration.
  if (reader.at() > end && takes_blanks(text.path) && !is_comment(bytes, begin)) {
    return reader.value(assignment);
  }
  // `password 'x'` of Gradle and its like.
  if (!name_is_quoted && reader.at() > end && is_quote_or_tick(reader.peek()) &&
      (reader.peek() != '`' || end - begin > 4)) {
    assignment.listed = true;
    return reader.value(assignment);
  }
  return std::nullopt;
}

}  // namespace mig::secrets
