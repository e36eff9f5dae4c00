#include "mig/secrets/sql/string_literal.hpp"

#include <algorithm>
#include <array>

#include "mig/secrets/character.hpp"
#include "mig/secrets/sql/escapes.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kMaxValue = 1U << 20U;
/// A closing tag farther away than this is taken for missing, so that many opening tags without an
/// end cost no more than they are long.
constexpr std::size_t kMaxTagged = 1U << 20U;

std::uint32_t narrow(std::size_t offset) {
  return static_cast<std::uint32_t>(offset);
}

void append_capped(std::string& value, std::string_view piece) {
  if (value.size() < kMaxValue) value.append(piece.substr(0, kMaxValue - value.size()));
}

/// Whether what follows can stand behind a value, so that a quote before it is the closing one.
bool ends_value(std::string_view bytes, std::size_t at) {
  while (at < bytes.size() && (bytes[at] == ' ' || bytes[at] == '\t')) ++at;
  if (at >= bytes.size()) return true;
  return std::string_view(",);\n\r]}:").find(bytes[at]) != std::string_view::npos;
}

std::size_t run_of(std::string_view bytes, std::size_t at, char byte) {
  std::size_t count = 0;
  while (at + count < bytes.size() && bytes[at + count] == byte) ++count;
  return count;
}

bool fail(std::string_view bytes, Literal& literal) {
  literal.end = narrow(bytes.size());
  return false;
}

/// '..' at the outermost level; `at` is behind the opening quote. A backslash before a quote
/// escapes it, unless the dialect cannot be MySQL because the value would not end there.
bool read_plain(std::string_view bytes, std::size_t at, char quote, bool escapes,
                Literal& literal) {
  literal.span.begin = narrow(at);
  literal.value.clear();
  std::size_t piece = at;
  std::size_t closing = bytes.find(quote, at);
  for (;;) {
    if (closing < at) closing = bytes.find(quote, at);
    if (closing == std::string_view::npos) return fail(bytes, literal);
    const auto stop = std::min(closing, bytes.substr(0, closing).find('\\', at));
    if (bytes[stop] == '\\') {
      const bool is_quote = at_or_nul(bytes, stop + 1) == quote;
      const bool is_escape = escapes || !is_quote || !ends_value(bytes, stop + 2);
      if (is_quote && is_escape && !escapes) {
        append_capped(literal.value, bytes.substr(piece, stop - piece));
        piece = stop + 1;
      }
      at = is_escape ? std::min(stop + 2, bytes.size()) : stop + 1;
      continue;
    }
    append_capped(literal.value, bytes.substr(piece, stop - piece));
    if (at_or_nul(bytes, stop + 1) != quote) {
      literal.span.end = narrow(stop);
      literal.end = narrow(stop + 1);
      return true;
    }
    append_capped(literal.value, bytes.substr(stop, 1));
    at = piece = stop + 2;
  }
}

/// A string inside a string: its quotes are written `level` times.
bool read_doubled(std::string_view bytes, std::size_t at, char quote, std::size_t level,
                  Literal& literal) {
  literal.value.clear();
  literal.span.begin = narrow(at);
  for (;;) {
    const auto stop = bytes.find(quote, at);
    if (stop == std::string_view::npos) return fail(bytes, literal);
    append_capped(literal.value, bytes.substr(at, stop - at));
    const auto run = run_of(bytes, stop, quote);
    const auto escaped = run / (2 * level);
    append_capped(literal.value, std::string(std::min(escaped, kMaxValue), quote));
    const auto rest = run % (2 * level);
    at = stop + run - rest;
    if (rest == 0) continue;
    literal.span.end = narrow(at);
    literal.end = narrow(at + std::min(rest, level));
    return true;
  }
}

/// Between two equal marks: `\'`, `&quot;`, `'\''` and the like.
bool read_between(std::string_view bytes, std::size_t at, std::string_view mark, Literal& literal) {
  const auto stop = bytes.find(mark, at);
  if (stop == std::string_view::npos) return fail(bytes, literal);
  literal.span = {narrow(at), narrow(stop)};
  literal.value.assign(bytes.substr(at, std::min(stop - at, kMaxValue)));
  literal.end = narrow(stop + mark.size());
  return true;
}

bool read_quoted(std::string_view bytes, std::size_t at, bool escapes, Literal& literal) {
  const char quote = bytes[at];
  const auto run = run_of(bytes, at, quote);
  if (run % 2 == 1) return read_plain(bytes, at + 1, quote, escapes, literal);
  const bool is_empty = ends_value(bytes, at + run) || bytes[at + run] == ' ' ||
                        bytes[at + run] == quote || bytes[at + run] == '<' ||
                        bytes[at + run] == '|' || bytes[at + run] == '"';
  if (is_empty) {
    literal.span = {narrow(at + run / 2), narrow(at + run / 2)};
    literal.end = narrow(at + run);
    literal.value.clear();
    return true;
  }
  const std::size_t level = run == 4 ? 4 : 2;
  return read_doubled(bytes, at + level, quote, level, literal);
}

bool read_dollar(std::string_view bytes, std::size_t at, Literal& literal) {
  std::size_t end = at + 1;
  while (end < bytes.size() && end - at < 64 && is_word_byte(bytes[end])) ++end;
  literal.end = narrow(end);
  if (at_or_nul(bytes, end) != '$' || is_digit(at_or_nul(bytes, at + 1))) return false;
  const auto mark = bytes.substr(at, end + 1 - at);
  return read_between(bytes.substr(0, std::min(bytes.size(), end + kMaxTagged)), end + 1, mark,
                      literal);
}

bool read_oracle(std::string_view bytes, std::size_t at, Literal& literal) {
  static constexpr std::string_view kOpen = "[{(<";
  static constexpr std::string_view kClose = "]})>";
  const char open = at_or_nul(bytes, at);
  literal.end = narrow(at);
  if (open <= ' ' || is_word_byte(open)) return false;
  const auto bracket = kOpen.find(open);
  const std::array<char, 2> mark = {bracket == std::string_view::npos ? open : kClose[bracket],
                                    '\''};
  return read_between(bytes.substr(0, std::min(bytes.size(), at + kMaxTagged)), at + 1,
                      std::string_view(mark.data(), 2), literal);
}

/// The escape character that UESCAPE names behind U&''.
char unicode_escape(std::string_view bytes, std::size_t at) {
  while (at < bytes.size() && (bytes[at] == ' ' || bytes[at] == '\n')) ++at;
  if (lowered(bytes.substr(std::min(at, bytes.size()), 7)) != "uescape") return '\\';
  const auto quote = bytes.find('\'', at);
  return quote < at + 16 ? at_or_nul(bytes, quote + 1) : '\\';
}

bool read_marked(std::string_view bytes, std::size_t at, Literal& literal) {
  static constexpr std::array<std::string_view, 12> kMarks = {
      "'\\''", "'\"'\"'", "&apos;", "&#39;", "&#x27;", "&quot;",
      "&#34;", "\\'",     "\\\"",   "\\\\'", "\\\\\"", "\\\\\\\""};
  const auto rest = bytes.substr(at);
  for (const auto mark : kMarks)
    if (rest.starts_with(mark) && !(mark.front() == '\'' && ends_value(bytes, at + mark.size())))
      return read_between(bytes, at + mark.size(), mark, literal);
  literal.end = narrow(at);
  return false;
}

/// Prefixes of one letter and introducers of a character set: where the quote stands.
std::size_t quote_behind(std::string_view bytes, std::size_t at) {
  std::size_t quote = at + 1;
  if (bytes[at] == '_')
    while (quote < bytes.size() && quote - at < 20 && is_word_byte(bytes[quote])) ++quote;
  if (bytes[at] == '_' && at_or_nul(bytes, quote) == ' ') ++quote;
  return quote;
}

bool read_prefixed(std::string_view bytes, std::size_t at, Literal& literal) {
  const char prefix = static_cast<char>(bytes[at] | 0x20);
  literal.end = narrow(at);
  if (prefix == 'u' && at_or_nul(bytes, at + 1) == '&' && at_or_nul(bytes, at + 2) == '\'') {
    if (!read_quoted(bytes, at + 2, false, literal)) return false;
    literal.value = unicode_decoded(literal.value, unicode_escape(bytes, literal.end));
    return true;
  }
  if (std::string_view("enxbq_").find(bytes[at] == '_' ? '_' : prefix) == std::string_view::npos)
    return false;
  const auto quote = quote_behind(bytes, at);
  if (at_or_nul(bytes, quote) != '\'') return false;
  if (prefix == 'q') return read_oracle(bytes, quote + 1, literal);
  if (!read_quoted(bytes, quote, prefix == 'e', literal)) return false;
  if (prefix == 'e') literal.value = unescaped(literal.value);
  return true;
}

}  // namespace

bool read_string(std::string_view bytes, std::uint32_t at, Literal& literal) {
  literal.end = at;
  if (at >= bytes.size()) return false;
  switch (bytes[at]) {
    case '\'':
      if (read_marked(bytes, at, literal)) return true;
      [[fallthrough]];
    case '"':
      return read_quoted(bytes, at, false, literal);
    case '\\':
    case '&':
      return read_marked(bytes, at, literal);
    case '$':
      return read_dollar(bytes, at, literal);
    default:
      return read_prefixed(bytes, at, literal);
  }
}

}  // namespace mig::secrets
