#pragma once

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

#include "mig/secrets/detection.hpp"
#include "mig/secrets/text.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {

/// What looks at the hits of one literal. Finders that know many literals keep a table of these.
struct LiteralEntry {
  std::string_view literal;  ///< lower case
  void (*find)(const Text&, Hit, Detections&);
};

template <class Table>
constexpr auto literals_of(const Table& table) {
  std::array<std::string_view, std::tuple_size_v<Table>> literals;
  std::transform(table.begin(), table.end(), literals.begin(),
                 [](const LiteralEntry& entry) { return entry.literal; });
  return literals;
}

/// Hands a hit to the entry of its literal.
template <class Table>
void look_up(const Table& table, const Text& text, Hit hit, Detections& found) {
  if (hit.begin >= hit.end || hit.end > text.bytes.size()) return;
  const auto literal = lowered(text.bytes.substr(hit.begin, hit.end - hit.begin));
  for (const LiteralEntry& entry : table) {
    if (entry.literal == literal) return entry.find(text, hit, found);
  }
}

}  // namespace mig::secrets
