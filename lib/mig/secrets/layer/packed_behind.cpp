#include "mig/secrets/layer/packed_behind.hpp"

#include <algorithm>
#include <bit>
#include <string>

#include "mig/secrets/layer/byte_masks.hpp"
#include "mig/secrets/layer/text_shape.hpp"

namespace mig::secrets::layer {
namespace {

using namespace std::string_view_literals;

/// More broken members than this are no accident, and a report of each would help nobody.
constexpr std::size_t kMostBroken = 64;

/// Goes from one magic to the next. Its rarest byte is what is looked for: texts have none of it.
class MagicWalk {
 public:
  MagicWalk(std::string_view bytes, std::string_view magic, std::size_t rare)
      : bytes_(bytes), magic_(magic), rare_(rare) {}

  /// The first one that begins at `from` or behind it; the size of the text where there is none.
  /// `from` never goes back.
  std::size_t next(std::size_t from) {
    if (next_ >= from && is_known_) return next_;
    is_known_ = true;
    std::size_t at = bytes_.find(magic_[rare_], from + rare_);
    while (at != std::string_view::npos && !bytes_.substr(at - rare_).starts_with(magic_)) {
      at = bytes_.find(magic_[rare_], at + 1);
    }
    next_ = at == std::string_view::npos ? bytes_.size() : at - rare_;
    return next_;
  }

 private:
  std::string_view bytes_;
  std::string_view magic_;
  std::size_t rare_;
  std::size_t next_ = 0;
  bool is_known_ = false;
};

/// Where the first byte stands that no text has; what is packed has one soon.
std::size_t first_control(std::string_view bytes, std::size_t from) {
  for (std::size_t at = from; at < bytes.size(); at += kMaskBytes) {
    if (const auto mask = control_mask(bytes, at); mask != 0) {
      return at + static_cast<std::size_t>(std::countr_zero(mask));
    }
  }
  return bytes.size();
}

// Programs hold the magics that they know; a text that holds one holds what is packed.
void tell_unreadable(std::string_view bytes, const PackedPlace& place, const Sink& sink) {
  if (!starts_as_text(bytes)) return;
  const std::size_t at = find_unreadable(bytes);
  if (at == std::string_view::npos) return;
  sink.unread.push_back(
      {place.of(at, bytes.size()), std::string(unreadable_packing(bytes.substr(at))) +
                                       " data behind a text were not searched"});
}

}  // namespace

void open_packed_behind(std::string_view bytes, std::size_t from, const PackedPlace& place,
                        const Sink& sink) {
  constexpr std::size_t kLongestMagic = 4;
  const std::size_t control = first_control(bytes, from);
  if (control == bytes.size()) return;
  MagicWalk zip(bytes, "PK\x03\x04"sv, 2);
  MagicWalk gzip(bytes, "\x1F\x8B\x08"sv, 0);
  const std::size_t known = sink.unread.size();
  for (std::size_t at = std::max(from, control - std::min(control, kLongestMagic));
       at < bytes.size();) {
    const std::size_t begin = std::min(zip.next(at), gzip.next(at));
    if (begin >= bytes.size()) break;
    const bool is_zip = begin == zip.next(at);
    at = is_zip ? open_zip_member(bytes, begin, place, sink)
                : open_gzip_member(bytes, begin, place, sink);
    at = std::max(at, begin + 1);
    if (at >= bytes.size() || (sink.budget > 0 && sink.unread.size() - known <= kMostBroken)) {
      continue;
    }
    sink.unread.push_back({place.of(at, bytes.size()),
                           "what is packed behind so much that is packed was not searched"});
    return;
  }
  if (from == 0) tell_unreadable(bytes, place, sink);
}

}  // namespace mig::secrets::layer
