#include "mig/document/json_bytes.hpp"

#include <algorithm>
#include <cstring>

namespace mig::document {
namespace {

bool has_control(std::string_view text) {
  // A byte below 0x20 borrows when 0x20 is taken from it; bytes of 0x80 and above are masked out.
  constexpr std::uint64_t kSpaces = 0x2020'2020'2020'2020U;
  constexpr std::uint64_t kHighBits = 0x8080'8080'8080'8080U;
  while (text.size() >= sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), sizeof word);
    // A borrow can only blame a byte above a control character, so the answer stays right.
    if (((word - kSpaces) & ~word & kHighBits) != 0) return true;
    text.remove_prefix(sizeof word);
  }
  return std::any_of(text.begin(), text.end(),
                     [](char byte) { return static_cast<unsigned char>(byte) < 0x20; });
}

}  // namespace

JsonStringExtent json_string_extent(std::string_view bytes, std::uint32_t begin,
                                    std::uint32_t stop) {
  const std::string_view text = bytes.substr(0, stop);
  const std::size_t quote = text.find('"', begin);
  const std::size_t plain_end = std::min(quote, text.size());
  const bool escaped = text.substr(begin, plain_end - begin).find('\\') != std::string_view::npos;
  if (!escaped && quote != std::string_view::npos) {
    return {static_cast<std::uint32_t>(quote + 1), true, false};
  }
  std::size_t to = begin;
  while (to < text.size() && text[to] != '"') to += text[to] == '\\' ? 2U : 1U;
  if (to < text.size()) return {static_cast<std::uint32_t>(to + 1), true, escaped};
  return {stop, false, escaped};
}

void JsonBytes::enter_string() {
  const JsonStringExtent extent = json_string_extent(bytes_, at_, end_);
  verbatim_until_ = extent.end;
  if (!extent.closed || extent.escaped) return;
  const std::uint32_t quote = extent.end - 1;
  if (!has_control(bytes_.substr(at_, quote - at_))) at_ = quote;
}

}  // namespace mig::document
