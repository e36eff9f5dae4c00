// Whatever a text hides is found without a crash, within its budget, and maps back into the text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "mig/secrets/layer/find_layers.hpp"

namespace {

using mig::secrets::Layer;
using mig::secrets::Text;
using mig::secrets::Unread;

constexpr unsigned kDepth = 4;

void check(mig::Span span, std::size_t size) {
  if (span.begin > span.end || span.end > size) std::abort();
}

void search(std::string_view bytes, unsigned depth, std::uint64_t& budget, std::size_t& layers) {
  if (depth == kDepth) return;
  std::vector<Unread> unread;
  const std::uint64_t before = budget;
  const auto visit = [&](Layer&& layer) {
    ++layers;
    const auto size = static_cast<std::uint32_t>(layer.bytes.size());
    check(layer.map.to_source({0, size}), bytes.size());
    for (std::uint32_t at = 0; at < size; at += 7) {
      check(layer.map.to_source({at, at + 1}), bytes.size());
    }
    search(layer.bytes, depth + 1, budget, layers);
  };
  find_layers({"V1__x.sql", bytes, mig::secrets::FileRole::script, depth}, budget, visit, unread);
  if (budget > before) std::abort();
  for (const Unread& part : unread) {
    check(part.span, bytes.size());
    if (part.reason.empty()) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static_cast<void>(mig::secrets::form_of(bytes));
  std::size_t layers[2] = {0, 0};
  for (std::size_t& count : layers) {
    std::uint64_t budget = 1U << 20U;
    search(bytes, 0, budget, count);
  }
  if (layers[0] != layers[1]) std::abort();
  return 0;
}
