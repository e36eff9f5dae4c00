#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "mig/secrets/assignment/parse_assignment.hpp"
#include "mig/secrets/character.hpp"

namespace mig::secrets {

inline constexpr std::uint32_t kNameReach = 60;
inline constexpr std::uint32_t kBlankReach = 60;
inline constexpr std::uint32_t kValueReach = 1024;
/// Of a value without quotes: a text of such assignments and nothing else must stay linear.
inline constexpr std::uint32_t kBareReach = 320;

/// Walks the bytes behind a name. Every look is bounded by the text.
class ValueReader {
 public:
  ValueReader(const Text& text, std::uint32_t at)
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
  /// `str =` of `password: str = "x"`.
  bool skip_type();

 private:
  std::optional<Assignment> quoted(Assignment assignment, std::string_view fence);
  std::optional<Assignment> bare(Assignment assignment);

  std::string_view bytes_;
  std::uint32_t at_;
  bool by_line_;
};

/// The value behind a name that ends at `at`, where words say it: "the password is 'x'", "the
/// password for user "y" is x1".
std::optional<Span> said_in_prose(const Text& text, std::uint32_t at);

}  // namespace mig::secrets
