#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "mig/document/reader.hpp"

namespace mig::document {

/// Lines as CommonMark counts them: ended by LF, CRLF or a carriage return alone.
class MarkdownLines {
 public:
  MarkdownLines(std::string_view bytes, std::uint32_t begin);

  /// Offset of the 1-based line; the end of the text past the last line.
  std::uint32_t start(int line) const;
  /// True for the `===` or `---` below a heading.
  bool is_underline(int line) const;
  /// From a 1-based line and byte column up to the end of another line, trailing white space left
  /// off.
  Span span(int first_line, int first_column, int last_line) const;

 private:
  std::string_view bytes_;
  std::vector<std::uint32_t> starts_;
};

/// Refuses lines that would open so many nested lists and quotations that cmark's time is no longer
/// linear in the size of the text.
std::optional<ReadFault> check_container_depth(std::string_view bytes, std::uint32_t begin);

/// The two halves of a Markdown file; `yaml` is absent when the file does not begin with `---`.
struct MarkdownParts {
  std::optional<Span> yaml;
  std::uint32_t body = 0;
};

ReadResult<MarkdownParts> split_front_matter(std::string_view bytes);

}  // namespace mig::document
