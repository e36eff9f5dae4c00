#pragma once

#include <yaml-cpp/exceptions.h>

#include <cstdint>
#include <string_view>

#include "mig/document/reader.hpp"

namespace mig::document {

/// Carries a fault of ours out through yaml-cpp, in its own exception type so that one catch
/// serves.
class YamlStop : public YAML::Exception {
 public:
  explicit YamlStop(ReadFault fault)
      : YAML::Exception(YAML::Mark::null_mark(), fault.message), fault_(std::move(fault)) {}
  const ReadFault& fault() const { return fault_; }

 private:
  ReadFault fault_;
};

/// The bytes of one YAML text, walked beside yaml-cpp, which says where tokens begin but not where
/// they end. Every byte between two tokens must be white space, a comment or an indicator: whatever
/// the parser passes over in silence (directives, a stray 0x04) stops the reading here.
/// Members throw YamlStop.
class YamlSource {
 public:
  YamlSource(std::string_view bytes, Span range)
      : bytes_(bytes.substr(0, range.end)), begin_(range.begin), at_(range.begin) {}

  std::uint32_t at() const { return at_; }
  void move_to(std::uint32_t offset) { at_ = offset; }
  /// The byte at an offset; NUL, which no document holds, past the end.
  char byte(std::uint32_t offset) const { return offset < bytes_.size() ? bytes_[offset] : '\0'; }
  std::string_view text(Span span) const {
    return bytes_.substr(span.begin, span.end - span.begin);
  }
  std::uint32_t end() const { return static_cast<std::uint32_t>(bytes_.size()); }

  enum class Inside { document_start, block, flow };

  /// Over white space and comments up to the next other byte.
  void skip_trivia(Inside inside);
  /// Over white space, comments and indicators up to `to`, where the next token begins.
  void skip_to_token(std::uint32_t to, Inside inside);
  /// Over the rest of a flow collection; returns the offset after its closing bracket.
  std::uint32_t skip_past_bracket(char bracket);
  /// After the value: nothing but white space, comments and `...` lines may follow.
  void expect_end();

  /// Offset after the scalar that begins at the cursor and that the parser read as `value`.
  std::uint32_t scalar_end(std::string_view value) const;
  /// Offset after a run of bytes that is no white space and no flow indicator.
  std::uint32_t word_end(std::uint32_t begin) const;
  /// `---` or `...` alone at the start of a line.
  bool is_document_marker(std::uint32_t offset) const;

 private:
  bool at_line_start(std::uint32_t offset) const {
    return offset == begin_ || bytes_[offset - 1] == '\n';
  }
  [[noreturn]] void unexpected_byte(std::uint32_t offset) const;
  std::uint32_t quoted_end() const;
  std::uint32_t block_end(std::string_view value) const;
  std::uint32_t match(std::uint32_t from, std::string_view value) const;
  std::uint32_t line_end(std::uint32_t from) const;

  std::string_view bytes_;
  std::uint32_t begin_;
  std::uint32_t at_;
};

}  // namespace mig::document
