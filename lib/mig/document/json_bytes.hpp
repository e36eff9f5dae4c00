#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "mig/base/location.hpp"

namespace mig::document {

inline bool is_json_space(char byte) {
  return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

/// Where a string ends, and whether anything in it is written as an escape.
struct JsonStringExtent {
  std::uint32_t end = 0;  ///< after the closing quote; after the last byte when there is none
  bool closed = false;
  bool escaped = false;
};

/// Of the string whose opening quote stands just before `begin`, in a text that stops at `stop`.
JsonStringExtent json_string_extent(std::string_view bytes, std::uint32_t begin,
                                    std::uint32_t stop);

/// Hands nlohmann's lexer, which takes some 8 ns a byte, only the bytes that it has to judge. The
/// content of a string without escapes and control characters is passed over, and of a run of white
/// space all but the first byte: neither can change the verdict in text that is known to be UTF-8.
class JsonBytes {
 public:
  JsonBytes(std::string_view bytes, Span range)
      : bytes_(bytes), at_(range.begin), end_(range.end) {}

  bool done() const { return at_ == end_; }
  char current() const { return bytes_[at_]; }
  void advance();

  std::uint32_t last() const { return last_; }
  std::size_t delivered() const { return delivered_; }

 private:
  void enter_string();

  std::string_view bytes_;
  std::uint32_t at_;
  std::uint32_t end_;
  std::uint32_t verbatim_until_ = 0;  ///< end of the string being handed out
  std::uint32_t last_ = 0;            ///< offset of the byte handed out last
  std::size_t delivered_ = 0;
};

inline void JsonBytes::advance() {
  last_ = at_++;
  ++delivered_;
  if (last_ < verbatim_until_) return;
  if (is_json_space(bytes_[last_])) {
    while (at_ < end_ && is_json_space(bytes_[at_])) ++at_;
  } else if (bytes_[last_] == '"') {
    enter_string();
  }
}

/// Ends, as a stream iterator does, when there is nothing left; default constructed it is the end.
class JsonByteIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = char;

  JsonByteIterator() = default;
  explicit JsonByteIterator(JsonBytes& source) : source_(&source) {}

  char operator*() const { return source_->current(); }
  JsonByteIterator& operator++() {
    source_->advance();
    return *this;
  }
  friend bool operator==(const JsonByteIterator& left, const JsonByteIterator& right) {
    return left.done() == right.done();
  }

 private:
  bool done() const { return source_ == nullptr || source_->done(); }
  JsonBytes* source_ = nullptr;
};

}  // namespace mig::document
