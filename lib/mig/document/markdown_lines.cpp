#include "mig/document/markdown_lines.hpp"

#include <algorithm>
#include <string>

#include "mig/document/text_check.hpp"

namespace mig::document {
namespace {

bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}
bool is_blank(char byte) {
  return byte == ' ' || byte == '\t';
}

/// Length of the quotation or list marker that `text` begins with; 0 when there is none.
std::size_t marker_length(std::string_view text) {
  if (text.starts_with('>')) return 1;
  std::size_t length = 0;
  while (length < 9 && length < text.size() && is_digit(text[length])) ++length;
  const bool ordered = length > 0;
  if (length == text.size()) return 0;
  const char mark = text[length];
  const bool bullet = mark == '-' || mark == '+' || mark == '*';
  if (ordered ? mark != '.' && mark != ')' : !bullet) return 0;
  ++length;
  return length == text.size() || is_blank(text[length]) ? length : 0;
}

bool nests_too_deep(std::string_view line) {
  // A list in a list is indented by at least two columns more, so a far indented marker is a deep
  // one.
  constexpr std::size_t kWidest = 160;
  int markers = 0;
  std::size_t column = 0;
  while (!line.empty()) {
    const std::size_t blanks = std::min(line.find_first_not_of(" \t"), line.size());
    column += blanks;
    line.remove_prefix(blanks);
    const std::size_t length = marker_length(line);
    if (length == 0) return false;
    column += length;
    line.remove_prefix(length);
    if (++markers > kMaxDepth || column > kWidest) return true;
  }
  return false;
}

bool is_fence(std::string_view line) {
  return line.starts_with("---") && line.find_first_not_of(" \t\r", 3) == std::string_view::npos;
}

}  // namespace

MarkdownLines::MarkdownLines(std::string_view bytes, std::uint32_t begin) : bytes_(bytes) {
  starts_.push_back(begin);
  for (std::size_t at = bytes.find_first_of("\r\n", begin); at != std::string_view::npos;
       at = bytes.find_first_of("\r\n", at)) {
    at += bytes.substr(at).starts_with("\r\n") ? 2U : 1U;
    starts_.push_back(static_cast<std::uint32_t>(at));
  }
}

std::uint32_t MarkdownLines::start(int line) const {
  const auto index = static_cast<std::size_t>(std::max(line, 1)) - 1;
  return index < starts_.size() ? starts_[index] : size_of(bytes_);
}

bool MarkdownLines::is_underline(int line) const {
  auto text = bytes_.substr(start(line), start(line + 1) - start(line));
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  if (!text.starts_with('=') && !text.starts_with('-')) return false;
  text.remove_prefix(std::min(text.find_first_not_of(text.front()), text.size()));
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

Span MarkdownLines::span(int first_line, int first_column, int last_line) const {
  const std::uint32_t end = start(last_line + 1);
  const std::uint32_t begin =
      std::min(end, start(first_line) + static_cast<std::uint32_t>(std::max(first_column, 1)) - 1);
  const auto text = bytes_.substr(begin, end - begin);
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  const std::size_t length = last == std::string_view::npos ? 0 : last + 1;
  return {begin, begin + static_cast<std::uint32_t>(length)};
}

std::optional<ReadFault> check_container_depth(std::string_view bytes, std::uint32_t begin) {
  while (begin < bytes.size()) {
    const std::size_t feed = std::min(bytes.find_first_of("\r\n", begin), bytes.size());
    if (nests_too_deep(bytes.substr(begin, feed - begin))) {
      return ReadFault{Fault::too_deep,
                       {begin, static_cast<std::uint32_t>(feed)},
                       "lists and quotations are nested too deep"};
    }
    begin = static_cast<std::uint32_t>(feed) + 1;
  }
  return std::nullopt;
}

ReadResult<MarkdownParts> split_front_matter(std::string_view bytes) {
  if (!is_fence(bytes.substr(0, bytes.find('\n')))) return MarkdownParts{};
  const std::size_t opening = std::min(bytes.find('\n'), bytes.size());
  for (std::size_t begin = opening + 1; begin < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    if (is_fence(bytes.substr(begin, end - begin))) {
      return MarkdownParts{
          Span{static_cast<std::uint32_t>(opening + 1), static_cast<std::uint32_t>(begin)},
          static_cast<std::uint32_t>(std::min(end + 1, bytes.size()))};
    }
    begin = end + 1;
  }
  return tl::unexpected(
      ReadFault{Fault::syntax, {0, 3}, "the front matter is not closed by a second --- line"});
}

}  // namespace mig::document
