#include "mig/secrets/layer/find_escapes.hpp"

#include <array>
#include <bit>
#include <optional>

#include "mig/secrets/character.hpp"
#include "mig/secrets/layer/byte_masks.hpp"
#include "mig/secrets/layer/disguised.hpp"
#include "mig/secrets/layer/edited_text.hpp"
#include "mig/secrets/layer/read_escapes.hpp"
#include "mig/secrets/layer/read_joints.hpp"
#include "mig/secrets/layer/read_numbers.hpp"
#include "mig/secrets/layer/shell_variables.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets::layer {
namespace {

/// Kinds of escapes: bits, for a byte may begin more than one.
namespace kind {
constexpr std::uint16_t kBackslash = 1;
constexpr std::uint16_t kPercent = 2;
constexpr std::uint16_t kAmpersand = 4;
constexpr std::uint16_t kEquals = 8;
constexpr std::uint16_t kQuote = 16;
constexpr std::uint16_t kBracket = 32;
constexpr std::uint16_t kDisguise = 64;
constexpr std::uint16_t kNul = 128;
constexpr std::uint16_t kBrace = 256;
constexpr std::uint16_t kListQuote = 512;
constexpr std::uint16_t kColon = 1024;
constexpr std::uint16_t kTilde = 2048;
}  // namespace kind

using Kinds = std::array<std::uint16_t, 256>;

constexpr void mark(Kinds& kinds, std::string_view bytes, std::uint16_t bits) {
  for (const char byte : bytes) {
    auto& entry = kinds[static_cast<unsigned char>(byte)];
    entry = static_cast<std::uint16_t>(entry | bits);
  }
}

/// What a byte may begin. Most candidates fall when the byte behind is looked at.
constexpr Kinds make_first() {
  Kinds first{};
  mark(first, "\\", kind::kBackslash);
  mark(first, "%", kind::kPercent);
  mark(first, "&", kind::kAmpersand);
  mark(first, "=", kind::kEquals);
  mark(first, "\"'", kind::kQuote | kind::kListQuote);
  mark(first, "([", kind::kBracket);
  mark(first, "{", kind::kBrace);
  mark(first, ":", kind::kColon);
  mark(first, "~", kind::kTilde);
  mark(first, "\xC2\xCD\xE1\xE2\xEF\xF0", kind::kDisguise);
  first[0] = kind::kNul;
  return first;
}
constexpr Kinds kFirst = make_first();

/// What may have begun before a byte.
constexpr Kinds make_second() {
  Kinds second{};
  for (auto& entry : second) entry = kind::kBackslash | kind::kNul | kind::kTilde;
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  mark(second, "0123456789abcdefABCDEFuU", kind::kPercent);
  mark(second, kLetters, kind::kAmpersand);
  mark(second, kLetters, kind::kColon);
  mark(second, "/", kind::kColon);
  mark(second, "#'\"", kind::kAmpersand);
  mark(second, "0123456789ABCDEF\r\n", kind::kEquals);
  mark(second, " \t\r\n|+.&~^\\:<'\"/);}", kind::kQuote);
  mark(second, " \t\r\n,", kind::kListQuote);
  mark(second, "0123456789'\"\r\ncCNE", kind::kBracket);
  mark(second, "0123456789'\" \r\n", kind::kBrace);
  // Second bytes of the characters that read_disguise knows.
  mark(second, "\xAD\x8F\xA0\x80\x81\xBB\xBC\xBD\x9D", kind::kDisguise);
  return second;
}
constexpr Kinds kSecond = make_second();

class EscapeFinder {
 public:
  EscapeFinder(const Text& text, const Sink& sink)
      : text_(text.bytes), sink_(sink), edits_(text.bytes, sink), printable_(text.bytes, sink) {
    joins_lines_ = !text.path.ends_with(".csv") && !text.path.ends_with(".tsv");
    is_shell_ = is_shell(text);
  }

  void run() {
    for (std::size_t block = 0; block < text_.size(); block += kMaskBytes) {
      std::uint64_t marks = mark_mask(text_, block);
      for (; marks != 0; marks &= marks - 1) {
        const std::size_t at = block + static_cast<std::size_t>(std::countr_zero(marks));
        if (at < done_) continue;
        const unsigned bits = kFirst[static_cast<unsigned char>(text_[at])] &
                              kSecond[static_cast<unsigned char>(byte_at(at + 1))];
        if (bits != 0) done_ = visit(at, bits);
      }
    }
    edits_.finish();
    printable_.finish();
  }

 private:
  char byte_at(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

  std::size_t visit(std::size_t at, unsigned bits) {
    if ((bits & kind::kQuote) != 0) return visit_quote(at);
    if ((bits & kind::kListQuote) != 0) return at < list_end_ ? visit_quote(at) : at + 1;
    if ((bits & (kind::kBracket | kind::kBrace)) != 0) return visit_bracket(at);
    if ((bits & kind::kBackslash) != 0) return keep(at, read_backslash(text_, at));
    if ((bits & kind::kEquals) != 0) return visit_equals(at);
    if ((bits & kind::kPercent) != 0) return keep(at, read_percent(text_, at));
    if ((bits & kind::kAmpersand) != 0) return visit_ampersand(at);
    if ((bits & kind::kDisguise) != 0) return keep(at, read_disguise(text_, at));
    if ((bits & kind::kColon) != 0) return read_turned_address(text_, at, sink_);
    if ((bits & kind::kTilde) != 0)
      return at > 0 && text_[at - 1] == '<' ? read_base85(text_, at, sink_) : at + 1;
    return keep(at, read_nul(text_, at));
  }

  std::size_t keep(std::size_t at, const std::optional<Edit>& edit) {
    if (!edit) return at + 1;
    edits_.add(*edit);
    return edit->end;
  }

  std::size_t visit_ampersand(std::size_t at) {
    const char next = byte_at(at + 1);
    const bool is_sql = (next == '\'' || next == '"') && at > 0 && (text_[at - 1] | 0x20) == 'u';
    if (is_sql && (at < 2 || !is_word_byte(text_[at - 2]))) return visit_sql_unicode(at + 1);
    return keep(at, read_entity(text_, at));
  }

  /// `U&'\0070'`, with another escape character when UESCAPE names one.
  std::size_t visit_sql_unicode(std::size_t open) {
    constexpr std::size_t kMostLiteral = 1U << 16U;
    const std::size_t length = text_.substr(open + 1, kMostLiteral).find(text_[open]);
    if (length == std::string_view::npos) return open + 1;
    const std::size_t close = open + 1 + length;
    std::size_t word = close + 1;
    while (word < close + 32 && (byte_at(word) == ' ' || byte_at(word) == '\n')) ++word;
    char escape = '\\';
    const std::string_view behind = text_.substr(word, 16);
    const std::size_t quote = behind.find('\'');
    if (contains_folded(behind.substr(0, 7), "uescape") && quote != std::string_view::npos &&
        quote + 1 < behind.size()) {
      escape = behind[quote + 1];
    }
    for (std::size_t at = open + 1; at < close;) {
      at = text_[at] == escape ? visit_sql_escape(at) : at + 1;
    }
    return close;
  }

  std::size_t visit_sql_escape(std::size_t at) {
    const bool is_long = byte_at(at + 1) == '+';
    const std::size_t digits = is_long ? 6 : 4;
    const std::size_t first = at + (is_long ? 2 : 1);
    const auto value = hex_number(text_, first, digits);
    if (!value || *value == 0 || *value > 0x10FFFF) return at + 1;
    Edit edit = edit_of(at, first + digits, EditKind::backslash, kStrong);
    edit.set(*value);
    return keep(at, edit);
  }

  std::size_t visit_equals(std::size_t at) {
    // Its own texts: `port=5432` is no escape beside `\u0070`.
    if (const auto edit = read_quoted_printable(text_, at)) {
      printable_.add(*edit);
      return edit->end;
    }
    return at + 1;
  }

  std::size_t visit_quote(std::size_t at) {
    const char quote = text_[at];
    const bool is_mixed = byte_at(at + 1) == (quote == '"' ? '\'' : '"');
    if (is_shell_ && (byte_at(at + 1) == quote || is_mixed) && joins_words(at)) {
      return keep(at, edit_of(at, at + 2, EditKind::joint, kStrong));
    }
    if (byte_at(at + 1) == quote) return visit_doubled(at);
    const JointRules rules{at < list_end_, joins_lines_};
    return keep(at, read_joint(text_, at, rules));
  }

  /// "ab""cd" and "ab"'cd' of a shell: something stands on both sides of the two quotes.
  bool joins_words(std::size_t at) const {
    constexpr std::string_view kOutside = " \t\r\n;=()|&,";
    const char before = at > 0 ? text_[at - 1] : ' ';
    const char behind = byte_at(at + 2);
    const bool is_before = kOutside.find(before) == std::string_view::npos;
    const bool is_behind = behind != '\0' && kOutside.find(behind) == std::string_view::npos;
    return (is_before && behind != '\0' && behind != '\n') || (is_behind && before == ' ');
  }

  /// `''` within a literal is one quote; an empty literal has no letter beside it.
  std::size_t visit_doubled(std::size_t at) {
    const bool closes = at > 0 && is_word_byte(text_[at - 1]);
    if (!closes && byte_at(at + 2) == text_[at]) return at + 3;
    if (!closes && !is_word_byte(byte_at(at + 2))) {
      // An empty literal may be the first of a list.
      return at + 2;
    }
    Edit edit = edit_of(at, at + 2, EditKind::backslash, kHalf);
    edit.size = 1;
    edit.bytes[0] = text_[at];
    return keep(at, edit);
  }

  /// 'a', 'b', 'c': an array of characters.
  void watch_letters(std::size_t at) {
    std::size_t end = at;
    std::size_t letters = 0;
    while (is_letter(end)) {
      ++letters;
      end += 3;
      const std::size_t most = end + 8;
      if (byte_at(end) != ',') break;
      ++end;
      while (end < most && (byte_at(end) == ' ' || byte_at(end) == '\n')) ++end;
    }
    list_tried_ = end;
    if (letters >= 6) list_end_ = end;
  }

  bool is_letter(std::size_t at) const {
    const char quote = byte_at(at);
    return (quote == '\'' || quote == '"') && byte_at(at + 1) != quote && byte_at(at + 2) == quote;
  }

  std::size_t visit_bracket(std::size_t at) {
    const std::size_t inside = behind_blanks(text_, at + 1);
    const char next = byte_at(inside);
    if (is_digit(next)) return visit_numbers(at, inside);
    if (text_[at] == '[' && (next | 0x20) == 'c') return visit_character(at);
    if (at < list_tried_) return at + 1;
    if (is_letter(inside)) watch_letters(inside);
    if (text_[at] == '{' || at < list_tried_) return at + 1;
    if ((next == '"' || next == '\'') && text_[at] == '(' && reverses(text_, at))
      show_reversed(text_, inside, sink_);
    const bool is_list = text_[at] == '[' && (next == '"' || next == '\'');
    if (!is_list && !(text_[at] == '(' && joins_before(text_, at))) return at + 1;
    const auto end = list_of_literals(text_, at + 1, list_tried_);
    if (end && (!is_list || joins_before(text_, at) || joins_behind(text_, *end))) list_end_ = *end;
    return at + 1;
  }

  std::size_t visit_character(std::size_t at) {
    auto edit = read_character_call(text_, at);
    if (!edit) return at + 1;
    // One that nothing goes on from is the last of several, or the type CHAR(36).
    if (edit->weight == kWeak && (edit->begin == 0 || edits_.free_from() != edit->begin))
      return at + 1;
    edit->weight = kHalf;
    return keep(at, edit);
  }

  std::size_t visit_numbers(std::size_t at, std::size_t inside) {
    if (text_[at] == '(' && at > 0 && is_word_byte(text_[at - 1])) {
      if (const std::size_t end = visit_character(at); end > at + 1) return end;
    }
    return read_numbers(text_, inside, edits_);
  }

  std::string_view text_;
  const Sink& sink_;
  EditedText edits_;
  EditedText printable_;
  bool joins_lines_ = true;
  bool is_shell_ = false;
  std::size_t done_ = 0;        ///< what lies before belongs to an escape
  std::size_t list_end_ = 0;    ///< commas join literals up to here
  std::size_t list_tried_ = 0;  ///< no list is looked for twice in the same bytes
};

}  // namespace

void find_escapes(const Text& text, const Sink& sink) {
  EscapeFinder(text, sink).run();
  if (is_shell(text)) show_shell_variables(text.bytes, sink);
}

}  // namespace mig::secrets::layer
