#include <algorithm>

#include "mig/secrets/layer/layer.hpp"

namespace mig::secrets {
namespace {

std::uint32_t unit_of(const SpanMap::Piece& piece) {
  const std::uint32_t decoded = piece.decoded_end - piece.decoded_begin;
  const std::uint32_t source = piece.source_end - piece.source_begin;
  if (decoded == source) return 1;
  return decoded == 1 ? source : 0;
}

}  // namespace

SpanMap SpanMap::whole(std::uint32_t decoded_size, Span blob) {
  SpanMap map;
  map.pieces_.push_back({0, decoded_size, blob.begin, blob.end, 0});
  return map;
}

void SpanMap::add(const Piece& piece) {
  if (piece.decoded_begin == piece.decoded_end) return;  // nothing can be found in it
  Piece next = piece;
  next.unit = unit_of(piece);
  if (!pieces_.empty()) {
    Piece& last = pieces_.back();
    if (next.unit != 0 && last.unit == next.unit && last.decoded_end == next.decoded_begin &&
        last.source_end == next.source_begin) {
      last.decoded_end = next.decoded_end;
      last.source_end = next.source_end;
      return;
    }
  }
  pieces_.push_back(next);
}

Span SpanMap::to_source(Span decoded) const {
  if (pieces_.empty()) return {};
  const auto holding = [&](std::uint32_t offset) {
    const auto after = std::upper_bound(
        pieces_.begin(), pieces_.end(), offset,
        [](std::uint32_t at, const Piece& piece) { return at < piece.decoded_end; });
    return after == pieces_.end() ? pieces_.end() - 1 : after;
  };
  const auto first = holding(decoded.begin);
  Span source{first->source_begin, first->source_begin};
  if (first->unit != 0 && decoded.begin > first->decoded_begin) {
    const std::uint32_t inside = std::min(decoded.begin, first->decoded_end) - first->decoded_begin;
    source.begin += inside * first->unit;
  }
  if (decoded.end <= decoded.begin) {
    source.end = source.begin;
    return source;
  }
  const auto last = holding(decoded.end - 1);
  source.end = last->source_end;
  if (last->unit != 0 && decoded.end < last->decoded_end) {
    source.end = last->source_begin + (decoded.end - last->decoded_begin) * last->unit;
  }
  return source;
}

}  // namespace mig::secrets
