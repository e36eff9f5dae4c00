#include "mig/secrets/layer/find_layers.hpp"

#include <algorithm>
#include <limits>

#include "mig/secrets/layer/find_blobs.hpp"
#include "mig/secrets/layer/find_escapes.hpp"
#include "mig/secrets/layer/packed.hpp"
#include "mig/secrets/layer/packed_behind.hpp"
#include "mig/secrets/layer/text_shape.hpp"
#include "mig/secrets/layer/wide.hpp"

namespace mig::secrets {

void find_layers(const Text& text, std::uint64_t& budget, const LayerVisitor& visit,
                 std::vector<Unread>& unread) {
  const layer::Sink sink{budget, visit, unread};
  if (text.bytes.size() > std::numeric_limits<std::uint32_t>::max()) {
    unread.push_back({{}, "longer than 4 GiB; what encodings hide in it was not searched"});
    return;
  }
  const layer::PackedPlace itself{{}, true};
  if (layer::open_packed(text.bytes, itself, sink)) return;
  if (layer::is_tar(text.bytes)) {
    layer::open_tar_members(text.bytes, itself, sink);
  } else {
    layer::open_packed_behind(text.bytes, 0, itself, sink);
  }
  if (const auto form = layer::wide_form_of(text.bytes)) {
    layer::show_wide(text.bytes, *form, sink);
    return;
  }
  layer::find_escapes(text, sink);
  layer::find_blobs(text, sink);
}

Form form_of(std::string_view bytes) {
  constexpr std::size_t kSample = 8192;
  const layer::Packing packing = layer::packing_of(bytes);
  if (packing == layer::Packing::gzip || packing == layer::Packing::zip ||
      packing == layer::Packing::unreadable || layer::is_tar(bytes)) {
    return Form::archive;
  }
  if (layer::wide_form_of(bytes)) return Form::utf16;
  const std::string_view sample = bytes.substr(0, kSample);
  if (sample.find('\0') != std::string_view::npos) return Form::binary;
  // Without a branch, so that the compiler takes many bytes at once.
  std::uint32_t controls = 0;
  for (const char each : sample) {
    const auto byte = static_cast<unsigned char>(each);
    const unsigned is_control = byte < 0x20 ? 1U : 0U;
    const unsigned is_layout = (byte >= 0x07 && byte <= 0x0D) || byte == 0x1B ? 1U : 0U;
    controls += is_control & ~is_layout;
  }
  return std::size_t{controls} * 10 > sample.size() ? Form::binary : Form::text;
}

}  // namespace mig::secrets
