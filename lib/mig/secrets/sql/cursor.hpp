#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "mig/secrets/sql/string_literal.hpp"

namespace mig::secrets {

/// Reads statements of any dialect token by token, at any place of any text: also where they stand
/// inside strings of another language, which are joined when they were split into pieces. Knows no
/// grammar, never fails, never moves backwards.
class Cursor {
 public:
  Cursor(std::string_view bytes, std::uint32_t at)
      : bytes_(bytes), at_(static_cast<std::uint32_t>(std::min<std::size_t>(at, bytes.size()))) {}

  std::string_view bytes() const { return bytes_; }
  std::uint32_t at() const { return at_; }
  void move_to(std::uint32_t at) {
    looked_ = std::max(looked_, at_);
    at_ = static_cast<std::uint32_t>(std::min<std::size_t>(at, bytes_.size()));
  }
  bool done() const { return at_ >= bytes_.size(); }
  /// NUL behind the end.
  char peek(std::uint32_t ahead = 0) const {
    return at_ + std::size_t{ahead} < bytes_.size() ? bytes_[at_ + ahead] : '\0';
  }
  /// How far any read looked, also one that failed: what it cost.
  std::uint32_t looked() const { return std::max(at_, looked_); }

  /// Blanks, comments, escaped line breaks, and the joint between two pieces of one statement.
  void skip() {
    if (at_ < bytes_.size() && !may_be_skipped(bytes_[at_])) return;
    skip_slowly();
  }
  /// One symbol, blanks before it included.
  bool take(char symbol) {
    skip();
    if (at_ >= bytes_.size() || bytes_[at_] != symbol) return false;
    ++at_;
    return true;
  }
  /// The word at the cursor, not taken; empty when there is none. At most 128 bytes.
  std::string_view word() const;
  /// One word, given in lower case, blanks before it included.
  bool take_word(std::string_view lower);
  /// A name, quoted or not, with its qualifiers, in lower case and without quotes; templates in
  /// braces count as a part of it.
  bool take_name(std::string& name);
  bool take_string(Literal& literal);

 private:
  static bool may_be_skipped(char byte) {
    return byte <= ' ' || byte == '-' || byte == '#' || byte == '/' || byte == '\\' ||
           byte == '\'' || byte == '"';
  }
  void skip_slowly();
  bool skip_comment();
  bool skip_joint();
  bool skip_escaped_blank();
  bool take_name_part(std::string& name);

  std::string_view bytes_;
  std::uint32_t at_ = 0;
  std::uint32_t looked_ = 0;
};

}  // namespace mig::secrets
