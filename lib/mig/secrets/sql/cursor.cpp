#include "mig/secrets/sql/cursor.hpp"

#include "mig/secrets/character.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

/// Longer comments inside one statement end the reading of it.
constexpr std::size_t kMaxComment = 1U << 11U;
constexpr std::size_t kMaxWord = 128;

bool is_name_byte(char byte) {
  return is_word_byte(byte) || is_high(byte);
}

}  // namespace

void Cursor::skip_slowly() {
  for (;;) {
    while (at_ < bytes_.size() && is_space(bytes_[at_])) ++at_;
    if (at_ >= bytes_.size()) return;
    switch (bytes_[at_]) {
      case '-':
      case '#':
      case '/':
        if (!skip_comment()) return;
        break;
      case '\\':
        if (!skip_escaped_blank()) return;
        break;
      case '\'':
      case '"':
        if (!skip_joint()) return;
        break;
      default:
        return;
    }
  }
}

bool Cursor::skip_comment() {
  const char first = peek();
  const char second = peek(1);
  const auto rest = bytes_.substr(at_, kMaxComment);
  if ((first == '-' && second == '-') || (first == '#' && (second == ' ' || second == '\n'))) {
    const auto end = rest.find('\n');
    looked_ = std::max(looked_, at_ + static_cast<std::uint32_t>(std::min(end, rest.size())));
    if (end == std::string_view::npos && rest.size() == kMaxComment) return false;
    move_to(at_ + static_cast<std::uint32_t>(std::min(end, rest.size())));
    return true;
  }
  if (first != '/' || second != '*') return false;
  // What MySQL runs although it looks like a comment: /*!40101 SET .. */
  if (peek(2) == '!') {
    at_ += 3;
    while (at_ < bytes_.size() && is_digit(bytes_[at_])) ++at_;
    return true;
  }
  const auto end = rest.find("*/", 2);
  looked_ = std::max(looked_, at_ + static_cast<std::uint32_t>(std::min(end, rest.size())));
  if (end == std::string_view::npos) return false;
  at_ += static_cast<std::uint32_t>(end + 2);
  return true;
}

bool Cursor::skip_escaped_blank() {
  const char second = peek(1);
  const char third = peek(2);
  if (second == '\n' || second == '\r') {
    at_ += 2;
    return true;
  }
  if (second == '\\' && (third == 'n' || third == 't' || third == 'r')) {
    at_ += 3;
    return true;
  }
  if (second != 'n' && second != 't' && second != 'r') return false;
  at_ += 2;
  return true;
}

/// `' || '`, `" + "`, and strings side by side on two lines.
bool Cursor::skip_joint() {
  const char quote = bytes_[at_];
  std::size_t at = at_ + std::size_t{1};
  bool is_parted = false;
  const auto limit = std::min(bytes_.size(), at + 200);
  for (; at < limit && bytes_[at] != quote; ++at) {
    const char byte = bytes_[at];
    if (byte == '\n' || byte == '|' || byte == '+' || byte == '.' || byte == '&') is_parted = true;
    const bool is_prefix = (byte == 'f' || byte == 'E' || byte == 'N' || byte == 'r') &&
                           at + 1 < limit && bytes_[at + 1] == quote;
    if (!is_space(byte) && !is_prefix && byte != '|' && byte != '+' && byte != '.' && byte != '&' &&
        byte != '\\' && byte != ',')
      return false;
  }
  if (at >= limit || !is_parted) return false;
  at_ = static_cast<std::uint32_t>(at + 1);
  return true;
}

std::string_view Cursor::word() const {
  std::size_t end = at_;
  const auto limit = std::min(bytes_.size(), at_ + kMaxWord);
  while (end < limit && is_name_byte(bytes_[end])) ++end;
  return bytes_.substr(at_, end - at_);
}

bool Cursor::take_word(std::string_view lower) {
  skip();
  if (bytes_.size() - at_ < lower.size()) return false;
  for (std::size_t i = 0; i < lower.size(); ++i)
    if (folded(bytes_[at_ + i]) != lower[i]) return false;
  const auto end = at_ + lower.size();
  if (end < bytes_.size() && is_name_byte(bytes_[end])) return false;
  at_ = static_cast<std::uint32_t>(end);
  return true;
}

bool Cursor::take_name_part(std::string& name) {
  const char first = peek();
  const auto rest = bytes_.substr(at_, kMaxWord);
  const auto quoted = [&](std::string_view open, std::string_view close) {
    const auto end = rest.find(close, open.size());
    if (end == std::string_view::npos || end == open.size()) return false;
    name += lowered(rest.substr(open.size(), end - open.size()));
    at_ += static_cast<std::uint32_t>(end + close.size());
    return true;
  };
  if (rest.starts_with("{{")) return quoted("{{", "}}");
  if (rest.starts_with("${")) return quoted("${", "}");
  if (rest.starts_with("\\\"")) return quoted("\\\"", "\\\"");
  if (rest.starts_with("\\`")) return quoted("\\`", "\\`");
  if (rest.starts_with("\"\"")) return quoted("\"\"", "\"\"");
  if (rest.starts_with("&quot;")) return quoted("&quot;", "&quot;");
  if (first == '"') return quoted("\"", "\"");
  if (first == '`') return quoted("`", "`");
  if (first == '[') return quoted("[", "]");
  const bool has_sigil = first == '#' || first == '@' || first == ':';
  if (has_sigil) ++at_;
  const auto plain = word();
  if (plain.empty()) return false;
  name += lowered(plain);
  at_ += static_cast<std::uint32_t>(plain.size());
  return true;
}

bool Cursor::take_name(std::string& name) {
  name.clear();
  skip();
  if (!take_name_part(name)) return false;
  for (;;) {
    const bool is_template = bytes_.substr(at_).starts_with("{{") || peek() == '$';
    if (!is_template) {
      if (peek() != '.') return true;
      ++at_;
      name.push_back('.');
      if (peek() == '.') ++at_;
    }
    if (name.size() > kMaxWord || !take_name_part(name)) return !name.empty();
  }
}

bool Cursor::take_string(Literal& literal) {
  const bool is_read = read_string(bytes_, at_, literal);
  if (is_read) {
    move_to(literal.end);
  } else {
    looked_ = std::max(looked_, literal.end);
  }
  return is_read;
}

}  // namespace mig::secrets
