#include "mig/secrets/layer/read_escapes.hpp"

#include <algorithm>

#include "mig/base/utf8.hpp"
#include "mig/secrets/character.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets::layer {
namespace {

bool is_printable(char byte) {
  return byte >= 0x20 && byte < 0x7F;
}
bool is_octal(char byte) {
  return byte >= '0' && byte <= '7';
}

bool is_character(char32_t value) {
  return value != 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
}

std::optional<Edit> character(std::size_t begin, std::size_t end, EditKind kind, char32_t value) {
  if (!is_character(value)) return std::nullopt;
  Edit edit = edit_of(begin, end, kind, kStrong);
  edit.set(value);
  return edit;
}

/// A byte that may be a part of a longer UTF-8 sequence: kept as it is.
std::optional<Edit> raw_byte(std::size_t begin, std::size_t end, EditKind kind, char32_t value,
                             std::uint8_t weight) {
  if (value > 0xFF || value == 0x7F) return std::nullopt;
  if (value < 0x20 && value != '\t' && value != '\n' && value != '\r') return std::nullopt;
  Edit edit = edit_of(begin, end, kind, weight);
  edit.size = 1;
  edit.bytes[0] = static_cast<char>(value);
  return edit;
}

/// The digits between braces of `\u{70}`.
std::optional<Edit> braced(std::string_view text, std::size_t at) {
  char32_t value = 0;
  std::size_t end = at + 3;
  while (end < text.size() && end < at + 11 && hex_value(text[end]) < 16) {
    value = value * 16 + hex_value(text[end++]);
  }
  if (end == at + 3 || at_or_nul(text, end) != '}') return std::nullopt;
  return character(at, end + 1, EditKind::backslash, value);
}

/// Four digits, and the second half of a pair of surrogates behind them.
std::optional<Edit> short_unicode(std::string_view text, std::size_t at, EditKind kind) {
  const auto first = hex_number(text, at + 2, 4);
  if (!first) return std::nullopt;
  if (*first >= 0xD800 && *first < 0xDC00 && at_or_nul(text, at + 6) == text[at]) {
    const auto second = hex_number(text, at + 8, 4);
    if (second && *second >= 0xDC00 && *second < 0xE000) {
      return character(at, at + 12, kind,
                       0x10000 + ((*first - 0xD800) << 10U) + (*second - 0xDC00));
    }
  }
  return character(at, at + 6, kind, *first);
}

/// `\x706f..` of bytea is one blob and no escape of its first byte.
bool is_bytea(std::string_view text, std::size_t at) {
  std::size_t end = at + 2;
  while (end < text.size() && end < at + 18 && hex_value(text[end]) < 16) ++end;
  return end >= at + 18;
}

std::optional<Edit> continued_line(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  if (at_or_nul(text, end) == '\r') ++end;
  if (at_or_nul(text, end) != '\n') return std::nullopt;
  ++end;
  const bool cuts_a_word = at > 0 && is_printable(text[at - 1]) && text[at - 1] != ' ';
  if (!cuts_a_word) return edit_of(at, end, EditKind::joint, kWeak);
  const std::size_t most = std::min(text.size(), end + 64);
  while (end < most && (text[end] == ' ' || text[end] == '\t')) ++end;
  // A macro of C goes on behind `;`, `{` or `)`: no word is cut there.
  const bool word = is_word_byte(text[at - 1]);
  return edit_of(at, end, EditKind::joint, word ? kStrong : kHalf);
}

/// Whether an escape begins at `at` once the backslash before it is single.
bool hides_an_escape(std::string_view text, std::size_t at) {
  const char byte = at_or_nul(text, at);
  if (byte == 'u') return hex_number(text, at + 1, 4).has_value();
  if (byte == 'x') return hex_number(text, at + 1, 2) && at_or_nul(text, at + 3) == '\\';
  return byte >= '0' && byte <= '3' && is_octal(at_or_nul(text, at + 1)) &&
         is_octal(at_or_nul(text, at + 2));
}

std::optional<Edit> simple_escape(std::string_view text, std::size_t at) {
  const char next = text[at + 1];
  char value = next;
  std::uint8_t weight = kStrong;
  switch (next) {
    case 'n':
      value = '\n';
      break;
    case 'r':
      value = '\r';
      break;
    case 't':
      value = '\t';
      break;
    case '"':
    case '/':
      break;
    case '\'':
    case '\\':
    case '`':
    case '@':
    case ':':
    case '=':
    case '$':
    case '&':
      weight = kWeak;
      break;
    default:
      return std::nullopt;
  }
  if (value != next) {
    const char after = at_or_nul(text, at + 2);
    const bool hides_a_start = is_word_byte(after) || after == '-' || after == '{' || after == '[';
    weight = hides_a_start ? kStrong : kWeak;
  }
  // One more layer lies below: a JSON text in a JSON text in a JSON text.
  if (next == '\\' && hides_an_escape(text, at + 2)) weight = kStrong;
  Edit edit = edit_of(at, at + 2, EditKind::backslash, weight);
  edit.size = 1;
  edit.bytes[0] = value;
  return edit;
}

/// Encoders break full lines only: `KEY=` at the end of a line is no break, unless others are sure.
Edit soft_break(std::string_view text, std::size_t at, std::size_t end) {
  const std::string_view before =
      text.substr(at - std::min<std::size_t>(at, 78), std::min<std::size_t>(at, 78));
  const std::size_t newline = before.rfind('\n');
  const std::size_t line =
      newline == std::string_view::npos ? before.size() : before.size() - newline - 1;
  const bool is_full = line >= 70 && line <= 76 && before.back() != '=';
  return edit_of(at, end, EditKind::quoted_printable, is_full ? kStrong : kWeak);
}

/// The styles of letters of mathematics, each of them 52 letters, and their digits.
char32_t plain_mathematics(char32_t value) {
  if (value >= 0x1D400 && value < 0x1D6A4) {
    const char32_t letter = (value - 0x1D400) % 52;
    return letter < 26 ? U'A' + letter : U'a' + (letter - 26);
  }
  if (value >= 0x1D7CE && value < 0x1D800) return U'0' + (value - 0x1D7CE) % 10;
  return 0;
}

bool is_invisible(char32_t value) {
  return value == 0xAD || value == 0x034F || value == 0x180E || value == 0xFEFF ||
         (value >= 0x200B && value <= 0x200F) || (value >= 0x202A && value <= 0x202E) ||
         (value >= 0x2060 && value <= 0x206F);
}

}  // namespace

std::optional<char32_t> hex_number(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  char32_t value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    const unsigned digit = hex_value(text[i]);
    if (digit > 15) return std::nullopt;
    value = value * 16 + digit;
  }
  return value;
}

std::optional<Edit> read_backslash(std::string_view text, std::size_t at) {
  const char next = at_or_nul(text, at + 1);
  if (next == '\n' || next == '\r') return continued_line(text, at);
  if (next == 'u') {
    return at_or_nul(text, at + 2) == '{' ? braced(text, at)
                                          : short_unicode(text, at, EditKind::backslash);
  }
  if (next == 'U') {
    const auto value = hex_number(text, at + 2, 8);
    return value ? character(at, at + 10, EditKind::backslash, *value) : std::nullopt;
  }
  if (next == 'x') {
    if (at_or_nul(text, at + 2) == '{') return braced(text, at);
    const auto value = hex_number(text, at + 2, 2);
    if (!value || is_bytea(text, at)) return std::nullopt;
    return raw_byte(at, at + 4, EditKind::backslash, *value, kStrong);
  }
  // `\0160` of echo has a digit more than `\160`.
  const char second = at_or_nul(text, at + 2);
  if (next == '0' && (second == '0' || second == '1') && is_octal(at_or_nul(text, at + 3)) &&
      is_octal(at_or_nul(text, at + 4))) {
    const auto value = static_cast<char32_t>((second - '0') * 64 + (text[at + 3] - '0') * 8 +
                                             (text[at + 4] - '0'));
    if (value >= 0x20) return raw_byte(at, at + 5, EditKind::backslash, value, kStrong);
  }
  if (next >= '0' && next <= '3' && is_octal(at_or_nul(text, at + 2)) &&
      is_octal(at_or_nul(text, at + 3))) {
    const auto value =
        static_cast<char32_t>((next - '0') * 64 + (text[at + 2] - '0') * 8 + (text[at + 3] - '0'));
    return raw_byte(at, at + 4, EditKind::backslash, value, kStrong);
  }
  return next == '\0' ? std::nullopt : simple_escape(text, at);
}

std::optional<Edit> read_percent(std::string_view text, std::size_t at) {
  const char next = at_or_nul(text, at + 1);
  if (next == 'u' || next == 'U') return short_unicode(text, at, EditKind::percent);
  const auto value = hex_number(text, at + 1, 2);
  if (!value) return std::nullopt;
  const bool divides = *value == ':' || *value == '/' || *value == '@';
  return raw_byte(at, at + 3, EditKind::percent, *value, divides ? kStrong : kHalf);
}

std::optional<Edit> read_quoted_printable(std::string_view text, std::size_t at) {
  const char next = at_or_nul(text, at + 1);
  if (next == '\n' || (next == '\r' && at_or_nul(text, at + 2) == '\n')) {
    return soft_break(text, at, next == '\n' ? at + 2 : at + 3);
  }
  if (next >= 'a') return std::nullopt;  // an encoder writes capitals
  const auto value = hex_number(text, at + 1, 2);
  if (!value || at_or_nul(text, at + 2) >= 'a') return std::nullopt;
  const bool divides = *value == '=' || *value == ':' || *value == '/';
  const bool chained = at_or_nul(text, at + 3) == '=';
  return raw_byte(at, at + 3, EditKind::quoted_printable, *value,
                  divides ? kStrong : (chained ? kHalf : kWeak));
}

std::optional<Edit> read_disguise(std::string_view text, std::size_t at) {
  const CodePoint point = code_point_at(text, at);
  if (!point.valid) return std::nullopt;
  const char32_t value = point.value;
  const std::size_t end = at + point.size;
  if (is_invisible(value)) {
    const bool cuts = at > 0 && is_printable(text[at - 1]) && is_printable(at_or_nul(text, end));
    return edit_of(at, end, EditKind::invisible, cuts ? kStrong : kWeak);
  }
  char32_t plain = plain_mathematics(value);
  if (value >= 0xFF01 && value <= 0xFF5E) plain = value - 0xFEE0;
  if (plain == 0) return std::nullopt;
  Edit edit =
      edit_of(at, end, EditKind::invisible, is_word_byte(static_cast<char>(plain)) ? kHalf : kWeak);
  edit.set(plain);
  return edit;
}

std::optional<Edit> read_nul(std::string_view text, std::size_t at) {
  if (at == 0 || at + 1 >= text.size()) return std::nullopt;
  const bool within = is_printable(text[at - 1]) && is_printable(text[at + 1]);
  const bool chained = at_or_nul(text, at + 2) == '\0' || (at > 1 && text[at - 2] == '\0');
  if (!within || !chained) return std::nullopt;
  return edit_of(at, at + 1, EditKind::invisible, kHalf);
}

}  // namespace mig::secrets::layer
