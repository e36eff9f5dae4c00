#include "mig/base/source_text.hpp"

#include <algorithm>

namespace mig {
namespace {

std::uint32_t count_code_points(std::string_view bytes) {
  const auto starts = std::count_if(bytes.begin(), bytes.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  });
  return static_cast<std::uint32_t>(starts);
}

}  // namespace

void SourceText::index_lines() const {
  std::call_once(lines_indexed_, [this] {
    line_starts_.push_back(0);
    for (std::size_t at = bytes_.find('\n'); at != std::string::npos;
         at = bytes_.find('\n', at + 1)) {
      line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
    }
  });
}

Position SourceText::position(std::uint32_t offset) const {
  index_lines();
  const auto bounded = std::min<std::size_t>(offset, bytes_.size());
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), bounded);
  const auto line = static_cast<std::uint32_t>(after - line_starts_.begin());
  const std::size_t start = line_starts_[line - 1];
  return {line, 1 + count_code_points(std::string_view(bytes_).substr(start, bounded - start))};
}

Location SourceText::locate(Span span) const {
  return {path_, Region{position(span.begin), position(std::max(span.begin, span.end))}};
}

std::string_view SourceText::line(std::uint32_t number) const {
  index_lines();
  if (number == 0 || number > line_starts_.size()) return {};
  const std::size_t start = line_starts_[number - 1];
  auto text = std::string_view(bytes_).substr(start);
  text = text.substr(0, text.find('\n'));
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

std::string SourceText::line_hash(std::uint32_t number) const {
  std::call_once(lines_hashed_, [this] { line_hashes_.emplace(bytes_); });
  return line_hashes_->of(number);
}

}  // namespace mig
