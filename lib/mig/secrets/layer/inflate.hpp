#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mig::secrets::layer {

enum class Deflate : unsigned char { gzip, zlib, raw };

struct Inflated {
  std::string bytes;
  std::size_t consumed = 0;  ///< of the input
  bool is_whole = false;     ///< the stream ended as it should
  bool over_budget = false;
};

/// One stream at the beginning of `packed`; never more than `most` bytes.
Inflated inflate_stream(std::string_view packed, Deflate form, std::uint64_t most);

/// Whether these bits can begin a raw stream: it has no magic, and chance makes few headers.
bool may_be_deflate(std::string_view packed);

}  // namespace mig::secrets::layer
