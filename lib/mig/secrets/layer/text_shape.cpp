#include "mig/secrets/layer/text_shape.hpp"

#include <algorithm>
#include <bitset>
#include <cstdint>

#include "mig/base/utf8.hpp"

namespace mig::secrets::layer {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::string_view bytes;
  std::string_view name;
};

constexpr Magic kUnreadable[] = {
    {"BZh"sv, "bzip2"},
    {"\xFD\x37zXZ\0"sv, "xz"},
    {"\x28\xB5\x2F\xFD"sv, "zstd"},
    {"7z\xBC\xAF\x27\x1C"sv, "7z"},
    {"Rar!\x1A\x07"sv, "rar"},
    {"\x04\x22\x4D\x18"sv, "lz4"},
    {"\xFF\x06\0\0sNaPpY"sv, "snappy"},
    {"LZIP\x01"sv, "lzip"},
    {"\x89LZO\0\r\n"sv, "lzop"},
    {"MSCF\0\0\0\0"sv, "cab"},
};

constexpr std::string_view kMedia[] = {"\x89PNG"sv,
                                       "\xFF\xD8\xFF"sv,
                                       "GIF8"sv,
                                       "wOFF"sv,
                                       "wOF2"sv,
                                       "OTTO"sv,
                                       "\0\1\0\0\0"sv,
                                       "\x7F"
                                       "ELF"sv,
                                       "\xCA\xFE\xBA\xBE"sv,
                                       "MZ\x90\0"sv,
                                       "\0\0\1\0"sv,
                                       "OggS"sv,
                                       "ID3"sv,
                                       "fLaC"sv,
                                       "\x1A\x45\xDF\xA3"sv,
                                       "\0asm"sv,
                                       "\xCF\xFA\xED\xFE"sv,
                                       "BM\x36"sv};

bool is_control(unsigned char byte) {
  return byte < 0x20 ? byte != '\t' && byte != '\n' && byte != '\r' : byte == 0x7F;
}

/// 78 with a check sum over both bytes: a header of zlib with a window of 32 KiB.
bool is_zlib(std::string_view bytes) {
  if (bytes.size() < 8 || bytes[0] != 0x78) return false;
  const unsigned flags = static_cast<unsigned char>(bytes[1]);
  return (0x7800U + flags) % 31 == 0 && (flags & 0x20U) == 0;
}

bool is_bzip2(std::string_view bytes) {
  return bytes.size() > 9 && bytes[3] >= '1' && bytes[3] <= '9' &&
         bytes.substr(4, 6) == "\x31\x41\x59\x26\x53\x59"sv;
}

}  // namespace

std::size_t garbage_in(std::string_view bytes) {
  std::size_t garbage = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte < 0x80) {
      garbage += is_control(byte) ? 1U : 0U;
      ++at;
      continue;
    }
    const CodePoint point = code_point_at(bytes, at);
    if (!point.valid && at + 4 <= bytes.size()) garbage += point.size;
    at += std::max<std::size_t>(point.size, 1);
  }
  return garbage;
}

bool starts_as_text(std::string_view bytes) {
  const std::string_view taste = bytes.substr(0, kTasteBytes);
  if (taste.size() < kLeastDecoded) return false;
  const std::size_t garbage = garbage_in(taste);
  return taste.size() < 24 ? garbage == 0 : garbage <= 2;
}

std::size_t text_length(std::string_view bytes) {
  constexpr std::size_t kBlock = 96;
  for (std::size_t at = 0; at < bytes.size(); at += kBlock) {
    const std::string_view block = bytes.substr(at, kBlock);
    if (garbage_in(block) * 4 > block.size()) return at;
  }
  return bytes.size();
}

bool holds_something(std::string_view text) {
  if (text.size() < kLeastDecoded) return false;
  std::bitset<256> seen;
  for (const char byte : text.substr(0, 256)) seen.set(static_cast<unsigned char>(byte));
  return seen.count() >= 4;
}

bool is_media(std::string_view bytes) {
  return std::any_of(std::begin(kMedia), std::end(kMedia),
                     [&](std::string_view magic) { return bytes.starts_with(magic); });
}

bool is_tar(std::string_view bytes) {
  return bytes.size() >= 512 && bytes.substr(257, 5) == "ustar";
}

std::string_view unreadable_packing(std::string_view bytes) {
  for (const Magic& magic : kUnreadable) {
    if (!bytes.starts_with(magic.bytes)) continue;
    if (magic.name == "bzip2" && !is_bzip2(bytes)) continue;
    return magic.name;
  }
  return {};
}

std::size_t find_unreadable(std::string_view bytes) {
  std::size_t first = std::string_view::npos;
  for (const Magic& magic : kUnreadable) {
    std::size_t at = bytes.find(magic.bytes);
    while (at < first && unreadable_packing(bytes.substr(at)) != magic.name) {
      at = bytes.find(magic.bytes, at + 1);
    }
    first = std::min(first, at);
  }
  return first;
}

Packing packing_of(std::string_view bytes) {
  if (bytes.size() < 4) return Packing::none;
  if (bytes.starts_with("\x1F\x8B\x08"sv)) return Packing::gzip;
  if (bytes.starts_with("PK\x03\x04"sv)) return Packing::zip;
  if (is_zlib(bytes)) return Packing::zlib;
  return unreadable_packing(bytes).empty() ? Packing::none : Packing::unreadable;
}

}  // namespace mig::secrets::layer
