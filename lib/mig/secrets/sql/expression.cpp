#include "mig/secrets/sql/expression.hpp"

#include <algorithm>
#include <array>

#include "mig/secrets/character.hpp"
#include "mig/secrets/sql/escapes.hpp"
#include "mig/secrets/value.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kMaxValue = 1U << 20U;

/// Words that end an expression at its outermost level.
constexpr std::array<std::string_view, 15> kClauses = {
    "from", "where",  "on",        "returning", "union", "values", "when", "as",
    "set",  "select", "intersect", "limit",     "order", "go",     "using"};

/// Functions whose literals say where a value comes from, or are names of members.
constexpr std::array<std::string_view, 16> kLookups = {
    "current_setting", "nextval",      "currval",    "setval",
    "getenv",          "pg_read_file", "lo_import",  "jsonb_build_object",
    "json_object",     "to_regclass",  "get_secret", "json_build_object",
    "date_trunc",      "extract",      "lastval",    "select"};

/// One pass over the tokens of an expression.
class Reader {
 public:
  Reader(Cursor& cursor, Expression& expression, const ExpressionLimits& limits)
      : cursor_(cursor), out_(expression), limits_(limits) {}

  bool read() {
    for (unsigned count = 0; count < limits_.tokens && depth_ <= limits_.depth; ++count) {
      cursor_.skip();
      const char byte = cursor_.peek();
      if (cursor_.done()) return depth_ == 0;
      if (depth_ == 0 && (byte == ',' || byte == ')' || byte == ';' || byte == '}')) return true;
      if (byte == ';') return false;
      if (is_word_byte(byte) || is_high(byte)) {
        if (read_word_like()) return true;
      } else if (!read_symbol(byte)) {
        return true;
      }
    }
    return false;
  }

 private:
  enum class Last : std::uint8_t { none, word, value, other };

  /// Whether a quote at the cursor cannot open a string of this expression: it closes the string of
  /// another language that the statement stands in.
  bool is_outer_quote(char quote) const {
    if (depth_ > 0 || joined_) return false;
    if (last_ == Last::word) return quote == '"';
    if (last_ != Last::value) return false;
    // Two strings on two lines are one.
    const auto blanks = cursor_.bytes().substr(0, cursor_.at());
    const auto before = blanks.find_last_not_of(" \t\r");
    return quote != '\'' || before == std::string_view::npos || blanks[before] != '\n';
  }

  void add(std::string_view piece, Span span, bool is_text) {
    last_ = Last::value;
    if (in_case_ || (opaque_depth_ != 0 && depth_ >= opaque_depth_)) return;
    if (argument_ && !joined_) return;
    if (has_piece_ && !joined_ && !nests_concat_) return;
    if (!has_piece_) out_.span.begin = span.begin;
    out_.span.end = span.end;
    if (out_.value.size() < kMaxValue) out_.value.append(piece);
    out_.is_text = out_.is_text || is_text;
    has_piece_ = true;
    joined_ = false;
  }

  bool read_string_here() {
    const char prefix = static_cast<char>(cursor_.peek() | 0x20);
    if (!cursor_.take_string(literal_)) return false;
    if (prefix == 'x') out_.is_hex = true;
    add(literal_.value, literal_.span, true);
    return true;
  }

  /// True when the expression ends before this word.
  bool read_word_like() {
    const char first = cursor_.peek();
    if (is_digit(first)) {
      read_number();
      return false;
    }
    if ((cursor_.peek(1) == '\'' || first == '_' || cursor_.peek(1) == '&') && read_string_here())
      return false;
    const auto plain = cursor_.word();
    word_ = lowered(plain);
    if (depth_ == 0 && !in_case_ && is_one_of(word_, kClauses)) return true;
    cursor_.move_to(cursor_.at() + static_cast<std::uint32_t>(plain.size()));
    last_ = Last::word;
    if (word_ == "null") {
      last_ = Last::value;
    } else if (word_ == "true" || word_ == "false") {
      const auto end = cursor_.at();
      add(word_, {end - static_cast<std::uint32_t>(word_.size()), end}, false);
    } else if (word_ == "case" || word_ == "end") {
      in_case_ = word_ == "case";
    } else if (word_ == "select" && opaque_depth_ == 0) {
      opaque_depth_ = std::max(depth_, 1U);
    }
    return false;
  }

  void read_number() {
    const auto begin = cursor_.at();
    last_ = Last::value;
    while (is_word_byte(cursor_.peek()) || cursor_.peek() == '.') cursor_.move_to(cursor_.at() + 1);
    const Span span{begin, cursor_.at()};
    const auto text = cursor_.bytes().substr(begin, span.end - begin);
    if (text.starts_with("0x") || text.starts_with("0X")) out_.is_hex = true;
    if ((function_ == "chr" || function_ == "char" || function_ == "nchr") && text.size() <= 3) {
      unsigned code = 0;
      for (const char digit : text) code = code * 10 + static_cast<unsigned>(digit - '0');
      const char byte = static_cast<char>(code);
      if (code > 0 && code < 128) add(std::string_view(&byte, 1), span, true);
      return;
    }
    const auto before = begin == 0 ? '\0' : cursor_.bytes()[begin - 1];
    const bool is_negative = before == '-' && !has_piece_;
    if (depth_ == 0 || function_.empty())
      add(is_negative ? "-" + std::string(text) : std::string(text),
          {is_negative ? begin - 1 : begin, span.end}, out_.is_hex);
  }

  void open() {
    function_ = word_;
    word_.clear();
    ++depth_;
    if (!function_.empty()) out_.is_plain = false;
    if (opaque_depth_ == 0 && is_one_of(function_, kLookups)) opaque_depth_ = depth_;
    if (function_.starts_with("concat")) nests_concat_ = depth_;
    skip_arguments_ = function_ == "hashbytes" ? 1 : 0;
    argument_ = skip_arguments_ > 0;
  }

  void close() {
    if (opaque_depth_ == depth_) opaque_depth_ = 0;
    if (nests_concat_ == depth_) nests_concat_ = 0;
    --depth_;
    argument_ = false;
    function_.clear();
  }

  /// False when the expression ends here.
  bool read_symbol(char byte) {
    if (byte == '\'' || byte == '"' || byte == '\\' || byte == '&' || byte == '$') {
      if (is_outer_quote(byte)) return false;
      if (byte == '\'' && last_ == Last::value) joined_ = true;
      if (read_string_here()) return true;
      if (byte == '\'' || byte == '"') return false;
    }
    const auto next = cursor_.peek(1);
    if ((byte == '{' && next == '{') || (byte == '$' && next == '{')) return skip_template();
    cursor_.move_to(cursor_.at() + 1);
    last_ = byte == ')' || byte == ']' ? Last::value : Last::other;
    switch (byte) {
      case '(':
      case '[':
        open();
        return true;
      case ')':
      case ']':
        if (depth_ == 0) return true;
        close();
        return true;
      case ',':
        argument_ = nests_concat_ == 0 && skip_arguments_ != 1;
        skip_arguments_ = 0;
        return true;
      case '|':
      case '+':
        joined_ = true;
        argument_ = false;
        return true;
      case ':':
        return skip_cast();
      case '$':
        while (is_word_byte(cursor_.peek())) cursor_.move_to(cursor_.at() + 1);
        return true;
      case '@':
      case '?':
        skip_name();
        return true;
      default:
        word_.clear();
        return true;
    }
  }

  bool skip_template() {
    const auto rest = cursor_.bytes().substr(cursor_.at(), 400);
    const auto end = rest.find('}');
    if (end == std::string_view::npos) return false;
    cursor_.move_to(cursor_.at() + static_cast<std::uint32_t>(end + 1));
    if (cursor_.peek() == '}') cursor_.move_to(cursor_.at() + 1);
    return true;
  }

  void skip_name() {
    std::string name;
    cursor_.take_name(name);
  }

  /// `::type`, `:name`, `:'name'`, `:"name"`: none of it is a value.
  bool skip_cast() {
    if (cursor_.peek() == ':') cursor_.move_to(cursor_.at() + 1);
    if (cursor_.peek() == '\'') {
      cursor_.take_string(literal_);
      return true;
    }
    skip_name();
    if (cursor_.peek() != '(') return true;
    const auto rest = cursor_.bytes().substr(cursor_.at(), 32);
    const auto end = rest.find(')');
    if (end != std::string_view::npos)
      cursor_.move_to(cursor_.at() + static_cast<std::uint32_t>(end + 1));
    return true;
  }

  Cursor& cursor_;
  Expression& out_;
  const ExpressionLimits& limits_;
  Literal literal_;
  std::string word_;
  std::string function_;
  unsigned depth_ = 0;
  unsigned opaque_depth_ = 0;
  unsigned nests_concat_ = 0;
  unsigned skip_arguments_ = 0;
  bool argument_ = false;  ///< behind the first argument of a function
  bool joined_ = false;    ///< an operator that joins strings stands before
  bool has_piece_ = false;
  bool in_case_ = false;
  Last last_ = Last::none;
};

}  // namespace

bool read_expression(Cursor& cursor, Expression& expression, const ExpressionLimits& limits) {
  expression.value.clear();
  expression.is_text = false;
  expression.is_hex = false;
  expression.is_plain = true;
  cursor.skip();
  expression.span = {cursor.at(), cursor.at()};
  if (read_simple_expression(cursor, expression)) return true;
  return Reader(cursor, expression, limits).read();
}

}  // namespace mig::secrets
