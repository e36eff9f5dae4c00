#include "mig/secrets/assignment/parse_assignment.hpp"

#include <algorithm>
#include <array>

#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr std::uint32_t kNameReach = 60;
constexpr std::uint32_t kBlankReach = 60;
constexpr std::uint32_t kValueReach = 4096;

bool is_name_byte(char byte) {
  return is_word_byte(byte) || byte == '.' || byte == '-';
}
bool is_blank(char byte) {
  return byte == ' ' || byte == '\t';
}
bool is_quote(char byte) {
  return byte == '"' || byte == '\'' || byte == '`';
}

/// Walks the bytes behind a name. Every look is bounded by the text.
class Reader {
 public:
  Reader(const Text& text, std::uint32_t at)
      : bytes_(text.bytes), at_(at), by_line_(is_line_configuration(text.path)) {}

  char peek(std::uint32_t ahead = 0) const {
    return at_ + ahead < bytes_.size() ? bytes_[at_ + ahead] : '\0';
  }
  std::uint32_t at() const { return at_; }
  void skip(std::uint32_t count) { at_ += count; }

  void skip_blanks() {
    for (std::uint32_t i = 0; i < kBlankReach && is_blank(peek()); ++i) ++at_;
  }

  bool take(std::string_view word) {
    if (!bytes_.substr(std::min<std::size_t>(at_, bytes_.size())).starts_with(word)) return false;
    at_ += static_cast<std::uint32_t>(word.size());
    return true;
  }

  /// To the first byte of the next line that is not blank, if the rest of this one is.
  bool next_line() {
    skip_blanks();
    if (peek() == '\r') ++at_;
    if (peek() != '\n') return false;
    ++at_;
    skip_blanks();
    return true;
  }

  std::optional<Assignment> value(Assignment assignment);
  std::optional<Assignment> element(Assignment assignment);

 private:
  std::optional<Assignment> quoted(Assignment assignment, std::string_view fence);
  std::optional<Assignment> bare(Assignment assignment);
  bool skip_type();

  std::string_view bytes_;
  std::uint32_t at_;
  bool by_line_;
};

std::optional<Assignment> Reader::quoted(Assignment assignment, std::string_view fence) {
  at_ += static_cast<std::uint32_t>(fence.size());
  const auto begin = at_;
  const auto stop = std::min<std::size_t>(bytes_.size(), begin + kValueReach);
  for (auto i = begin; i < stop; ++i) {
    if (bytes_[i] == '\n') return std::nullopt;
    if (bytes_.substr(i).starts_with(fence)) {
      assignment.value = {begin, i};
      assignment.quoted = true;
      return assignment;
    }
    if (bytes_[i] == '\\') ++i;
  }
  return std::nullopt;
}

std::optional<Assignment> Reader::bare(Assignment assignment) {
  const auto begin = at_;
  const auto stop = std::min<std::size_t>(bytes_.size(), begin + kValueReach);
  auto end = begin;
  for (; end < stop; ++end) {
    const char byte = bytes_[end];
    if (byte == '\n' || byte == '\r') break;
    if (by_line_) {
      if ((byte == '#' || byte == ';') && end > begin && is_blank(bytes_[end - 1])) break;
      continue;
    }
    if (is_blank(byte) || byte == ',' || byte == ';' || is_quote(byte) || byte == '<' ||
        byte == ')' || byte == '}' || byte == '&' || byte == '\\') {
      break;
    }
  }
  while (end > begin && is_blank(bytes_[end - 1])) --end;
  if (end == begin) return std::nullopt;
  assignment.value = {begin, end};
  return assignment;
}

std::optional<Assignment> Reader::element(Assignment assignment) {
  const auto begin = at_;
  const auto end =
      bytes_.substr(0, std::min<std::size_t>(bytes_.size(), begin + kValueReach)).find('<', begin);
  if (end == std::string_view::npos || !bytes_.substr(end).starts_with("</")) return std::nullopt;
  assignment.value = {begin, static_cast<std::uint32_t>(end)};
  assignment.quoted = true;
  assignment.element = true;
  return assignment;
}

/// `str =` of `password: str = "x"`.
bool Reader::skip_type() {
  auto i = at_;
  while (i < bytes_.size() && i < at_ + kNameReach &&
         (is_word_byte(bytes_[i]) || bytes_[i] == '[' || bytes_[i] == ']' || bytes_[i] == '?')) {
    ++i;
  }
  if (i == at_) return false;
  while (i < bytes_.size() && is_blank(bytes_[i])) ++i;
  if (i + 1 >= bytes_.size() || bytes_[i] != '=' || bytes_[i + 1] == '=') return false;
  at_ = i + 1;
  skip_blanks();
  return true;
}

std::optional<Assignment> Reader::value(Assignment assignment) {
  skip_blanks();
  if (!by_line_ && !is_quote(peek())) skip_type();
  if (peek() == '(' && is_quote(peek(1))) ++at_;
  if ((peek() == '|' || peek() == '>') && by_line_) {
    while (peek() == '|' || peek() == '>' || peek() == '-' || peek() == '+') ++at_;
    if (!next_line()) return std::nullopt;
    return bare(assignment);
  }
  if (is_quote(peek(1)) && !is_quote(peek()) &&
      std::string_view("@bruflLENBRU").find(peek()) != std::string_view::npos) {
    ++at_;
  }
  if (peek() == '\\' && is_quote(peek(1))) {
    const std::array<char, 2> fence{'\\', peek(1)};
    return quoted(assignment, {fence.data(), fence.size()});
  }
  if (is_quote(peek())) {
    const char mark = peek();
    const std::array<char, 3> fence{mark, mark, mark};
    const bool triple = peek(1) == mark && peek(2) == mark;
    return quoted(assignment, {fence.data(), triple ? 3U : 1U});
  }
  return assignment.listed ? std::nullopt : bare(assignment);
}

enum class Operator : std::uint8_t { none, assigns, lists, closes_tag };

/// Takes the operator between a name and a value.
Operator take_operator(Reader& reader, bool name_is_quoted) {
  switch (reader.peek()) {
    case '=':
      if (reader.peek(1) == '=' || reader.peek(1) == '~') return Operator::none;
      reader.skip(reader.peek(1) == '>' ? 2 : 1);
      return Operator::assigns;
    case ':':
      if (reader.peek(1) == ':') return Operator::none;
      reader.skip(reader.peek(1) == '=' ? 2 : 1);
      if (reader.peek() == '=') reader.skip(1);
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
std::optional<Assignment> sibling_value(Reader reader, Assignment assignment) {
  reader.skip_blanks();
  if (reader.peek() == ',' || reader.peek() == '{') {
    reader.skip(1);
    reader.skip_blanks();
  }
  if (reader.peek() == '\n' || reader.peek() == '\r') {
    if (!reader.next_line()) return std::nullopt;
  }
  if (is_quote(reader.peek())) reader.skip(1);
  if (!reader.take("value") && !reader.take("Value") && !reader.take("default")) {
    return std::nullopt;
  }
  if (is_quote(reader.peek())) reader.skip(1);
  reader.skip_blanks();
  if (reader.peek() != '=' && reader.peek() != ':') return std::nullopt;
  reader.skip(1);
  return reader.value(assignment);
}

}  // namespace

bool is_line_configuration(std::string_view path) {
  static constexpr std::array<std::string_view, 14> kEndings{
      ".yml", ".yaml", ".properties", ".env",    ".ini",   ".cnf",         ".conf",
      ".cfg", ".toml", ".envrc",      ".pgpass", ".netrc", ".credentials", ".config"};
  const auto slash = path.rfind('/');
  const auto name = lowered(slash == std::string_view::npos ? path : path.substr(slash + 1));
  return name.starts_with(".env") ||
         std::any_of(kEndings.begin(), kEndings.end(),
                     [&name](auto ending) { return name.ends_with(ending); });
}

std::optional<Assignment> parse_assignment(const Text& text, Hit hit) {
  const auto bytes = text.bytes;
  auto begin = hit.begin;
  while (begin > 0 && hit.begin - begin < kNameReach && is_name_byte(bytes[begin - 1])) --begin;
  auto end = hit.end;
  while (end < bytes.size() && end - hit.end < kNameReach && is_name_byte(bytes[end])) ++end;
  while (begin < end && (bytes[begin] == '-' || bytes[begin] == '.')) ++begin;
  Assignment assignment;
  assignment.name = {begin, end};

  Reader reader(text, end);
  const bool name_is_quoted = begin > 0 && is_quote(bytes[begin - 1]);
  for (int i = 0; i < 4; ++i) {
    const char byte = reader.peek();
    if (is_quote(byte) || byte == ']' || (byte == '\\' && is_quote(reader.peek(1)))) reader.skip(1);
  }
  if (auto sibling = sibling_value(reader, assignment)) return sibling;
  reader.skip_blanks();
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
  // `password 'x'` of Gradle and its like.
  if (!name_is_quoted && reader.at() > end && is_quote(reader.peek())) {
    assignment.listed = true;
    return reader.value(assignment);
  }
  return std::nullopt;
}

}  // namespace mig::secrets
