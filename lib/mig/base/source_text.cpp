#include "mig/base/source_text.hpp"

#include <algorithm>

namespace mig {
namespace {

constexpr std::size_t kStride = 4096;

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
    std::uint32_t before = 0;
    for (std::size_t at = 0; at <= bytes_.size(); at += kStride) {
      code_points_.push_back(before);
      before += count_code_points(std::string_view(bytes_).substr(at, kStride));
    }
  });
}

std::uint32_t SourceText::code_points_before(std::size_t offset) const {
  const std::size_t stride = offset / kStride;
  const std::size_t from = stride * kStride;
  return code_points_[stride] +
         count_code_points(std::string_view(bytes_).substr(from, offset - from));
}

Position SourceText::position(std::uint32_t offset) const {
  index_lines();
  const auto bounded = std::min<std::size_t>(offset, bytes_.size());
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), bounded);
  const auto line = static_cast<std::uint32_t>(after - line_starts_.begin());
  const std::size_t start = line_starts_[line - 1];
  return {line, 1 + code_points_before(bounded) - code_points_before(start)};
}

Location SourceText::locate(Span span) const {
  return {path_, Region{position(span.begin), position(std::max(span.begin, span.end))}};
}

void SourceText::mask() const {
  std::call_once(masked_, [this] {
    if (!masker_) return;
    masking_ = masker_(path_, bytes_);
    // Places are told by offset: a mask of another length would show the wrong bytes.
    if (!masking_.values.empty() && masking_.bytes.size() != bytes_.size()) {
      masking_.bytes.assign(bytes_.size(), '*');
    }
  });
}

std::string_view SourceText::shown_bytes() const {
  mask();
  return masking_.values.empty() ? std::string_view(bytes_) : std::string_view(masking_.bytes);
}

std::string_view SourceText::line_of(std::string_view bytes, std::uint32_t number) const {
  index_lines();
  if (number == 0 || number > line_starts_.size()) return {};
  const std::size_t start = line_starts_[number - 1];
  const std::size_t end = number < line_starts_.size() ? line_starts_[number] - 1 : bytes.size();
  auto text = bytes.substr(start, end - start);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

std::string_view SourceText::line(std::uint32_t number) const {
  return line_of(bytes_, number);
}

std::string_view SourceText::shown_line(std::uint32_t number) const {
  return line_of(shown_bytes(), number);
}

const std::vector<std::string>& SourceText::hidden_values() const {
  mask();
  return masking_.values;
}

std::uint32_t SourceText::line_start(std::uint32_t number) const {
  index_lines();
  if (number == 0 || number > line_starts_.size()) return static_cast<std::uint32_t>(bytes_.size());
  return line_starts_[number - 1];
}

std::string SourceText::line_hash(std::uint32_t number) const {
  std::call_once(lines_hashed_, [this] { line_hashes_.emplace(shown_bytes()); });
  return line_hashes_->of(number);
}

}  // namespace mig
