#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mig/secrets/layer/find_layers.hpp"

namespace mig::secrets::layer {

/// Where decoded texts go, and what they may cost.
struct Sink {
  std::uint64_t& budget;
  const LayerVisitor& visit;
  std::vector<Unread>& unread;

  /// Takes the bytes from the budget, or says that they were not searched.
  bool afford(std::uint64_t bytes, Span where) const {
    if (bytes <= budget) {
      budget -= bytes;
      return true;
    }
    unread.push_back({where, "decodes to more than may be decoded of one file"});
    return false;
  }

  /// A text that stands for one blob, and was paid for.
  void emit_whole(std::string&& bytes, std::string_view encoding, Span blob) const {
    const auto size = static_cast<std::uint32_t>(bytes.size());
    visit(Layer{std::move(bytes), encoding, SpanMap::whole(size, blob)});
  }
};

inline Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace mig::secrets::layer
