#include "mig/secrets/layer/inflate.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>

namespace mig::secrets::layer {
namespace {

int window_of(Deflate form) {
  switch (form) {
    case Deflate::gzip:
      return 15 + 16;
    case Deflate::zlib:
      return 15;
    case Deflate::raw:
      break;
  }
  return -15;
}

/// zlib takes its input through a pointer that is not const, and never writes to it.
Bytef* input_of(std::string_view bytes) {
  return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
}

}  // namespace

Inflated inflate_stream(std::string_view packed, Deflate form, std::uint64_t most) {
  constexpr std::size_t kMostInput = 1U << 30U;
  Inflated result;
  z_stream stream{};
  if (inflateInit2(&stream, window_of(form)) != Z_OK) return result;
  stream.next_in = input_of(packed);
  stream.avail_in = static_cast<uInt>(std::min(packed.size(), kMostInput));
  std::array<char, 16384> buffer;
  int state = Z_OK;
  while (state == Z_OK && !result.over_budget) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = static_cast<uInt>(buffer.size());
    state = inflate(&stream, Z_NO_FLUSH);
    const std::size_t made = buffer.size() - stream.avail_out;
    const std::size_t room =
        static_cast<std::size_t>(std::min<std::uint64_t>(made, most - result.bytes.size()));
    result.bytes.append(buffer.data(), room);
    result.over_budget = room < made;
  }
  result.is_whole = state == Z_STREAM_END && !result.over_budget;
  result.consumed = stream.total_in;
  inflateEnd(&stream);
  return result;
}

bool may_be_deflate(std::string_view packed) {
  if (packed.size() < 24) return false;
  const unsigned first = static_cast<unsigned char>(packed[0]);
  const unsigned second = static_cast<unsigned char>(packed[1]);
  const unsigned type = (first >> 1U) & 3U;
  if (type == 0 || type == 3) return false;  // stored bytes lie open
  if (type == 1) return true;
  // Numbers of length and distance codes that exist.
  return (first >> 3U) <= 29 && (second & 31U) <= 29;
}

}  // namespace mig::secrets::layer
