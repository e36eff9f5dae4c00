#include "mig/secrets/token/assigned.hpp"

#include <array>

#include "mig/secrets/character.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kNameBytes = 24;   // rest of the name, with a type behind it
constexpr std::size_t kQuoteBytes = 5;   // quotes, brackets, spaces after it
constexpr std::size_t kFlagBytes = 32;   // of a command's flag before the word
constexpr std::size_t kSpaceBytes = 24;  // indentation between two lines

class Cursor {
 public:
  Cursor(std::string_view bytes, std::size_t at) : bytes_(bytes), at_(at) {}

  std::size_t at() const { return at_; }

  template <class Is>
  void skip(std::size_t most, Is is) {
    for (; most > 0 && at_ < bytes_.size() && is(bytes_[at_]); --most) ++at_;
  }

  bool take(std::string_view text) {
    if (!bytes_.substr(at_).starts_with(text)) return false;
    at_ += text.size();
    return true;
  }

  char peek() const { return at_ < bytes_.size() ? bytes_[at_] : '\0'; }

 private:
  std::string_view bytes_;
  std::size_t at_;
};

bool is_quote_byte(char byte) {
  return is_space(byte) || byte == '\'' || byte == '"' || byte == '`' || byte == '\\' ||
         byte == ']' || byte == ')';
}

bool take_operator(Cursor& cursor) {
  // The longer ones first; what follows an operator may begin with a further `=`.
  constexpr std::array<std::string_view, 13> kOperators{
      ":::=", "::=", ":=", "=>", "->", "||", "?=", "~=", "==", "=", ":", ">", ","};
  for (const auto text : kOperators) {
    if (cursor.take(text)) return true;
  }
  return false;
}

/// The value of a pair whose name is a value itself: `"name": "X", "value": `, `value="`,
/// `</key><string>`.
bool take_pair(Cursor cursor, std::size_t& behind) {
  if (cursor.take("</")) {
    cursor.skip(kNameBytes, is_setting_byte);
    if (!cursor.take(">")) return false;
    cursor.skip(kSpaceBytes, is_space);
    if (!cursor.take("<")) return false;
    cursor.skip(kNameBytes, is_setting_byte);
    behind = cursor.at() + 1;
    return cursor.take(">");
  }
  cursor.take(",");
  cursor.skip(kSpaceBytes, is_quote_byte);
  if (!cursor.take("value") && !cursor.take("Value") && !cursor.take("VALUE") &&
      !cursor.take("default")) {
    return false;
  }
  cursor.skip(kQuoteBytes, is_quote_byte);
  if (!take_operator(cursor)) return false;
  behind = cursor.at();
  return true;
}

bool is_flag(std::string_view bytes, std::size_t word) {
  const std::size_t stop = word > kFlagBytes ? word - kFlagBytes : 0;
  std::size_t at = word;
  while (at > stop && is_setting_byte(bytes[at - 1])) --at;
  return bytes.substr(at, word - at).starts_with('-') || bytes.substr(at).starts_with("--");
}

}  // namespace

std::optional<std::size_t> after_operator(std::string_view bytes, Hit word) {
  Cursor cursor(bytes, word.end);
  cursor.skip(kNameBytes, is_setting_byte);
  if ((cursor.peek() == ' ' || cursor.peek() == '\t') && is_flag(bytes, word.begin)) {
    return cursor.at() + 1;
  }
  cursor = Cursor(bytes, word.end);
  cursor.skip(kNameBytes,
              [](char byte) { return is_setting_byte(byte) || byte == ' ' || byte == '\t'; });
  // A pair is written over two lines, `value` among the bytes of the name: look from its end.
  cursor.skip(kQuoteBytes, is_quote_byte);
  std::size_t behind = 0;
  if (take_pair(cursor, behind)) return behind;
  if (!take_operator(cursor)) return std::nullopt;
  return cursor.at();
}

}  // namespace mig::secrets
