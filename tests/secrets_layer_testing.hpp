#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mig/secrets/layer/find_layers.hpp"

namespace mig::secrets {

struct Sighting {
  Span span;  ///< in the outermost text
  std::string trail;
};

struct Search {
  std::vector<Sighting> sightings;
  std::vector<Unread> unread;
  std::vector<std::string> encodings;  ///< of the layers right below the text
};

/// Looks for `needle` in every layer below `bytes`, as the scanner does.
inline void look(std::string_view bytes, std::string_view needle, unsigned depth,
                 std::uint64_t& budget, const std::vector<const SpanMap*>& maps, Search& search) {
  if (depth == LayerLimits{}.depth) return;
  const Text text{"a.txt", bytes, FileRole::other, depth};
  const auto visit = [&](Layer&& layer) {
    if (depth == 0) search.encodings.emplace_back(layer.encoding);
    auto below = maps;
    below.push_back(&layer.map);
    const std::size_t at = layer.bytes.find(needle);
    if (at != std::string::npos) {
      Span span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + needle.size())};
      for (auto map = below.rbegin(); map != below.rend(); ++map) span = (*map)->to_source(span);
      search.sightings.push_back({span, std::string(layer.encoding)});
    }
    look(layer.bytes, needle, depth + 1, budget, below, search);
  };
  find_layers(text, budget, visit, search.unread);
}

inline Search search_for(std::string_view bytes, std::string_view needle,
                         std::uint64_t budget = 1U << 24U) {
  Search search;
  look(bytes, needle, 0, budget, {}, search);
  return search;
}

}  // namespace mig::secrets
