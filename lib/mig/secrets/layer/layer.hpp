#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/location.hpp"
#include "mig/secrets/text.hpp"

namespace mig::secrets {

/// Leads from a decoded text back to the text that it was decoded from. Pieces are in order and
/// cover the decoded text; a piece maps byte by byte when both sides are equally long, or when
/// every byte of it took as many bytes of the source; else as a whole.
class SpanMap {
 public:
  struct Piece {
    std::uint32_t decoded_begin = 0;
    std::uint32_t decoded_end = 0;
    std::uint32_t source_begin = 0;
    std::uint32_t source_end = 0;
    std::uint32_t unit =
        0;  ///< bytes of the source to a decoded one; 0: only as a whole. Set by add
  };

  /// Everything decoded stands for one blob.
  static SpanMap whole(std::uint32_t decoded_size, Span blob);
  /// Neighbours are joined where they can be.
  void add(const Piece& piece);
  Span to_source(Span decoded) const;

 private:
  std::vector<Piece> pieces_;
};

/// A text that an encoding hides in another.
struct Layer {
  std::string bytes;
  std::string_view encoding;  ///< "base64", "hex", "gzip", "utf-16", ...; static storage
  SpanMap map;
};

/// Something that could not be read, and why: it was not searched.
struct Unread {
  Span span;
  std::string reason;
};

struct LayerLimits {
  unsigned depth = 5;                         ///< layers below layers
  std::uint64_t decoded_bytes = 256U << 20U;  ///< of one file, over all its layers
};

}  // namespace mig::secrets
