#include "mig/secrets/sql/statement.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "mig/secrets/character.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr std::uint32_t kReach = 512;

/// Whatever the case of `word`; the known ones are in lower case.
bool is_same(std::string_view word, std::string_view known) {
  if (word.size() != known.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (static_cast<char>(word[i] | 0x20) != known[i] && word[i] != known[i]) return false;
  return true;
}

template <std::size_t N>
bool is_same_as_any(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view known) { return is_same(word, known); });
}

constexpr std::array<std::string_view, 15> kVerbs = {
    "administer", "create", "alter",  "grant",  "change", "start", "open", "backup",
    "restore",    "copy",   "unload", "import", "export", "close", "add"};
/// Between the verb and what it is about.
constexpr std::array<std::string_view, 20> kFillers = {
    "or",      "replace", "if",        "not",  "exists",     "database", "scoped",
    "public",  "shared",  "temporary", "temp", "persistent", "current",  "external",
    "storage", "api",     "catalog",   "sink", "named",      "global"};
constexpr std::array<std::string_view, 7> kRoles = {"role",  "user",        "group",  "login",
                                                    "users", "application", "account"};
constexpr std::array<std::string_view, 17> kKeys = {
    "master",  "symmetric", "asymmetric",  "certificate", "credential",
    "secret",  "service",   "replication", "slave",       "group_replication",
    "replica", "signature", "encryption",  "column",      "endpoint",
    "log",     "wallet"};
constexpr std::array<std::string_view, 3> kOptions = {"server", "foreign", "mapping"};
constexpr std::array<std::string_view, 14> kStorages = {
    "stage",     "integration", "source",     "connection", "link",
    "connector", "collection",  "changefeed", "dictionary", "subscription",
    "data",      "location",    "function",   "into"};

/// The words behind the one that is looked at; the nearest first.
using NextWords = std::array<std::string_view, 8>;

Head head_of(std::string_view verb, const NextWords& next) {
  if (is_same(verb, "grant")) return Head::role;
  if (is_same(verb, "administer")) return Head::key;
  if (is_same(verb, "import") && is_same(next[0], "foreign")) return Head::options;
  // The shell exports variables, databases export data.
  if (is_same(verb, "export") && !is_same(next[0], "data") && !is_same(next[0], "into"))
    return Head::none;
  if (is_same(verb, "copy") || is_same(verb, "unload") || is_same(verb, "import") ||
      is_same(verb, "export"))
    return Head::storage;
  for (std::size_t i = 0; i < next.size() && !next[i].empty(); ++i) {
    const auto word = next[i];
    if (is_same_as_any(word, kRoles))
      return i + 1 < next.size() && is_same(next[i + 1], "mapping") ? Head::options : Head::role;
    if (is_same_as_any(word, kKeys)) return Head::key;
    if (is_same_as_any(word, kOptions)) return Head::options;
    if (is_same_as_any(word, kStorages)) return Head::storage;
    if (!is_same_as_any(word, kFillers)) break;
  }
  if (is_same(verb, "backup") || is_same(verb, "restore") || is_same(verb, "open"))
    return Head::key;
  // ALTER DATABASE .. SET x is a setting, CREATE DATABASE LINK was seen above.
  return is_same(verb, "create") || is_same(verb, "alter") ? Head::table : Head::none;
}

/// `%L`, `%s`, `%1$L` at the cursor, behind quotes that a format string may put around it.
struct Placeholder {
  std::uint32_t begin = 0;
  std::uint32_t number = 0;  ///< 0: the next in order
};

bool read_placeholder(const Cursor& cursor, Placeholder& placeholder) {
  std::uint32_t ahead = 0;
  while (ahead < 3 && (cursor.peek(ahead) == '\'' || cursor.peek(ahead) == '"')) ++ahead;
  if (cursor.peek(ahead) != '%') return false;
  placeholder.begin = cursor.at() + ahead;
  ++ahead;
  std::uint32_t number = 0;
  while (cursor.peek(ahead) >= '0' && cursor.peek(ahead) <= '9' && number < 1000)
    number = number * 10 + static_cast<std::uint32_t>(cursor.peek(ahead++) - '0');
  if (cursor.peek(ahead) == '$') {
    placeholder.number = number;
    ++ahead;
  }
  const char kind = cursor.peek(ahead);
  return kind == 'L' || kind == 's' || kind == 'I';
}

/// The argument of format() that fills a placeholder; `end` is behind it.
bool read_format_argument(const Cursor& cursor, const Placeholder& placeholder, Expression& secret,
                          std::uint32_t& end) {
  const auto before = statement_before(cursor.bytes(), placeholder.begin);
  const auto call = lowered(before).rfind("format");
  if (call == std::string::npos) return false;
  const auto begin = placeholder.begin - static_cast<std::uint32_t>(before.size() - call);
  Cursor reader(cursor.bytes().substr(0, placeholder.begin + 1024), begin + 6);
  if (!reader.take('(') || !read_expression(reader, secret)) return false;
  auto wanted = placeholder.number;
  if (wanted == 0) {
    const auto format = cursor.bytes().substr(begin, placeholder.begin - begin);
    wanted = 1;
    for (std::size_t i = 0; i + 1 < format.size(); ++i) {
      if (format[i] != '%') continue;
      if (format[i + 1] != '%') ++wanted;
      ++i;
    }
  }
  for (std::uint32_t i = 0; i < wanted; ++i)
    if (!reader.take(',') || !read_expression(reader, secret)) return false;
  end = reader.at();
  return true;
}

/// A string that the text around a statement adds to it: `... PASSWORD ' || quote_literal('x')`.
bool read_added(Cursor& cursor, Expression& secret) {
  std::uint32_t ahead = 0;
  while (ahead < 3 && cursor.peek(ahead) == '\'') ++ahead;
  if (ahead != 1 && ahead != 3) return false;
  while (is_space(cursor.peek(ahead))) ++ahead;
  const bool is_plus = cursor.peek(ahead) == '+';
  if (!is_plus && !(cursor.peek(ahead) == '|' && cursor.peek(ahead + 1) == '|')) return false;
  cursor.move_to(cursor.at() + ahead + (is_plus ? 1 : 2));
  if (!read_expression(cursor, secret) || !secret.is_text) {
    secret.value.clear();
    return true;
  }
  auto& value = secret.value;
  // '''x''': the quotes of the inner statement are a part of the outer string.
  if (value.size() > 2 && value.front() == '\'' && value.find('\'', 1) != std::string::npos) {
    value = value.substr(1, value.find('\'', 1) - 1);
    secret.span.begin += 2;
    secret.span.end = secret.span.begin + static_cast<std::uint32_t>(value.size());
  } else if (value.ends_with('\'')) {
    value.pop_back();
    secret.span.end = secret.span.begin + static_cast<std::uint32_t>(value.size());
  }
  return true;
}

/// The words from a place on, up to the end of a statement.
NextWords words_from(std::string_view statement, std::size_t at) {
  NextWords words;
  for (auto& word : words) {
    while (at < statement.size() && !is_word_byte(statement[at])) {
      const auto second = at + 2 < statement.size() ? statement.substr(at, 2) : "";
      if (second == "/*" || second == "--") {
        const auto close = statement.find(second == "/*" ? "*/" : "\n", at + 2);
        at = std::min(close, statement.size() - 1);
      }
      ++at;
    }
    const auto begin = at;
    while (at < statement.size() && is_word_byte(statement[at])) ++at;
    word = statement.substr(begin, at - begin);
    // The `n` of "\\nROLE" belongs to the language around.
    if (word.size() > 1 && begin > 0 && statement[begin - 1] == '\\') word.remove_prefix(1);
  }
  return words;
}

}  // namespace

std::string_view statement_before(std::string_view bytes, std::uint32_t at) {
  at = static_cast<std::uint32_t>(std::min<std::size_t>(at, bytes.size()));
  const auto window = bytes.substr(at > kReach ? at - kReach : 0, std::min(at, kReach));
  const auto* end = static_cast<const char*>(memrchr(window.data(), ';', window.size()));
  return end == nullptr ? window : window.substr(static_cast<std::size_t>(end - window.data()) + 1);
}

Head head_before(std::string_view bytes, std::uint32_t at) {
  const auto window = statement_before(bytes, at);
  std::size_t end = window.size();
  for (;;) {
    while (end > 0 && !is_word_byte(window[end - 1])) --end;
    if (end == 0) return Head::none;
    std::size_t begin = end;
    while (begin > 0 && is_word_byte(window[begin - 1])) --begin;
    auto word = window.substr(begin, end - begin);
    // The `n` of "\\nCREATE" belongs to the language around.
    if (begin > 0 && window[begin - 1] == '\\' && word.size() > 1) word.remove_prefix(1);
    if (word.size() >= 3 && word.size() <= 10 && is_same_as_any(word, kVerbs)) {
      const auto head = head_of(word, words_from(window, end));
      if (head != Head::none) return head;
    }
    end = begin;
  }
}

std::string word_before(std::string_view bytes, std::uint32_t at) {
  std::size_t end = at;
  while (end > 0 && (is_space(bytes[end - 1]) || bytes[end - 1] == '(') && at - end < 64) --end;
  std::size_t begin = end;
  while (begin > 0 && is_word_byte(bytes[begin - 1]) && end - begin < 64) --begin;
  return lowered(bytes.substr(begin, end - begin));
}

Span name_around(std::string_view bytes, Hit hit) {
  const auto is_name = [&](std::uint32_t at) {
    return is_word_byte(bytes[at]) || bytes[at] == '.' || bytes[at] == '-';
  };
  auto begin = hit.begin;
  auto end = hit.end;
  while (begin > 0 && hit.begin - begin < 64 && is_name(begin - 1)) --begin;
  while (end < bytes.size() && end - hit.end < 64 && is_name(end)) ++end;
  if (begin > 0 && begin < hit.begin && bytes[begin - 1] == '\\') ++begin;
  return {begin, end};
}

bool is_spliced(std::string_view value) {
  std::size_t at = 0;
  while (at < value.size() && (is_space(value[at]) || value[at] == '"' || value[at] == '\'')) ++at;
  if (at == value.size()) return true;
  return at > 0 && std::string_view("+|.&,%){}").find(value[at]) != std::string_view::npos;
}

/// A literal that nothing closes: what stands on its line was meant as the value.
bool read_open_literal(const Cursor& cursor, Expression& secret) {
  constexpr std::size_t kLongest = 200;
  if (cursor.peek() != '\'' && !(cursor.peek() == '$' && cursor.peek(1) == '$')) return false;
  const auto begin = cursor.at() + (cursor.peek() == '$' ? 2U : 1U);
  auto line = cursor.bytes().substr(std::min<std::size_t>(begin, cursor.bytes().size()), kLongest);
  line = line.substr(0, line.find_first_of("\r\n"));
  while (!line.empty() && (line.back() == ';' || line.back() == ' ')) line.remove_suffix(1);
  if (line.size() < 4 || line.find('\'') != std::string_view::npos) return false;
  secret.value = std::string(line);
  secret.span = {begin, begin + static_cast<std::uint32_t>(line.size())};
  secret.is_text = true;
  return true;
}

bool read_secret(Cursor& cursor, Expression& secret) {
  secret = Expression();
  cursor.skip();
  Placeholder placeholder;
  std::uint32_t end = 0;
  if (read_placeholder(cursor, placeholder))
    return read_format_argument(cursor, placeholder, secret, end) && secret.is_text;
  if (read_added(cursor, secret)) return !secret.value.empty();
  if (cursor.peek() == '0' && (cursor.peek(1) | 0x20) == 'x')
    return read_expression(cursor, secret) && secret.is_hex;
  Literal literal;
  Cursor near(cursor.bytes().substr(0, cursor.at() + std::size_t{8192}), cursor.at());
  if (!near.take_string(literal)) return read_open_literal(cursor, secret);
  cursor.move_to(near.at());
  secret.value = std::move(literal.value);
  secret.span = literal.span;
  secret.is_text = true;
  return !is_spliced(secret.value);
}

std::string_view format_argument_name(std::string_view bytes, std::uint32_t at) {
  const Cursor cursor(bytes, at);
  Placeholder placeholder;
  Expression argument;
  std::uint32_t end = 0;
  if (!read_placeholder(cursor, placeholder) ||
      !read_format_argument(cursor, placeholder, argument, end) || argument.is_text)
    return {};
  while (end > at && !is_word_byte(bytes[end - 1])) --end;
  auto begin = end;
  while (begin > at && is_word_byte(bytes[begin - 1])) --begin;
  return bytes.substr(begin, end - begin);
}

void add_secret(std::string_view rule, std::string_view subject, const Expression& secret,
                Detections& found) {
  Detection detection;
  detection.rule = rule;
  detection.span = secret.span;
  detection.rank = rank::kStructure;
  const bool tells =
      contains_folded(subject, lowered(std::string_view(secret.value).substr(0, 99)));
  detection.subject = tells ? std::string_view("a credential") : subject;
  detection.value = secret.value;
  found.push_back(std::move(detection));
}

}  // namespace mig::secrets
