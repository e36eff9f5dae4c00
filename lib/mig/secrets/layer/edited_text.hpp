#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "mig/secrets/layer/sink.hpp"

namespace mig::secrets::layer {

/// What kind of writing an edit undoes; a layer is named after it, or "escapes" when it undid many.
enum class EditKind : std::uint8_t {
  backslash,
  percent,
  entity,
  invisible,
  joint,
  code_points,
  quoted_printable
};

/// A few bytes of the source stand for others: `\u0070` for `p`, `' || '` for nothing.
struct Edit {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  EditKind kind = EditKind::backslash;
  std::uint8_t weight = 0;  ///< two make a text that is worth being searched once more
  std::uint8_t size = 0;
  std::array<char, 4> bytes{};

  void set(char32_t value);  ///< as UTF-8
};

inline constexpr std::uint8_t kWeak = 0;  ///< hides nothing alone: `\n` before a quote
inline constexpr std::uint8_t kHalf = 1;
inline constexpr std::uint8_t kStrong = 2;

/// One whose bytes stand for nothing, until they are set.
Edit edit_of(std::size_t begin, std::size_t end, EditKind kind, std::uint8_t weight);

/// Gathers edits and shows the lines around them as they read once the edits are made. What lies
/// far from any edit is no part of a layer, so that a text is not searched twice for a few escapes.
class EditedText {
 public:
  EditedText(std::string_view text, const Sink& sink) : text_(text), sink_(sink) {}

  /// In order of place; one that begins inside an earlier one is left out.
  void add(const Edit& edit);
  void finish() { flush(); }
  /// First byte that no edit took yet.
  std::size_t free_from() const { return free_from_; }

 private:
  void flush();
  std::size_t context_begin(std::size_t at) const;
  std::size_t context_end(std::size_t at) const;

  std::string_view text_;
  const Sink& sink_;
  std::vector<Edit> edits_;
  unsigned weight_ = 0;
  std::size_t free_from_ = 0;
  std::size_t shown_to_ = 0;
};

}  // namespace mig::secrets::layer
