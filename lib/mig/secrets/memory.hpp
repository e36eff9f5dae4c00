#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "mig/base/location.hpp"

namespace mig::secrets {

/// What the search for one kind of word has seen of a text. Hits come in the order of the text and
/// each looks around; with this all of them together read every byte about once.
class Seen {
 public:
  /// Whether the last one that was found lies in a range.
  bool is_in(Span range) const { return has_any_ && last_ >= range.begin && last_ < range.end; }
  std::uint32_t last() const { return last_; }
  /// Where to begin to search a range in which none is known; a word that began before the end of
  /// what was searched may go on behind it.
  std::uint32_t resume(Span range, std::uint32_t longest) const {
    const bool is_known = begin_ <= range.begin && range.begin <= end_ && !is_in(range);
    return is_known ? std::max(range.begin, end_ > longest ? end_ - longest : 0) : range.begin;
  }
  void note(Span range, bool is_found, std::uint32_t at) {
    if (is_found) {
      has_any_ = true;
      last_ = at;
      begin_ = end_ = at + 1;
    } else {
      begin_ = range.begin;
      end_ = range.end;
    }
  }

 private:
  std::uint32_t last_ = 0;
  std::uint32_t begin_ = 0;
  std::uint32_t end_ = 0;
  bool has_any_ = false;
};

/// What the looks at the hits of one text need not repeat.
struct Memory {
  Seen companions;                                ///< keywords of connection strings
  Seen connections;                               ///< words that a connection string follows
  std::array<std::uint32_t, 128> option_until{};  ///< of programs: words read for it so far
  std::uint32_t login_until = 0;
  std::uint32_t share_until = 0;
  std::uint32_t assignment_until = 0;
  std::uint32_t variable_until = 0;
  std::uint32_t joined_until = 0;
  std::uint32_t endless_until = 0;  ///< of a value without an end within reach
};

}  // namespace mig::secrets
